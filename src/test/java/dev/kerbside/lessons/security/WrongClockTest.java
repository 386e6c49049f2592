package dev.kerbside.lessons.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.process.ForkedJvm;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Date;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the Java that runs the tests: each has class files of its own. */
class WrongClockTest {
    @TempDir
    private Path temporary;

    @Test
    void theDatesOfKerberosAreWrongAndTheClockIsNot() throws Exception {
        List<String> said = run(WrongClock.flag(temporary, 600));
        assertThat(said).hasSize(2);
        assertThat(Long.parseLong(said.get(0))).isCloseTo(600_000L, Offset.offset(10_000L));
        assertThat(said.get(1)).isEqualTo("KerberosTime is wrong too");
    }

    private static List<String> run(String agent) throws Exception {
        Process jvm = new ProcessBuilder(
                        ForkedJvm.java(),
                        "--add-opens=java.security.jgss/sun.security.krb5=ALL-UNNAMED",
                        "--add-exports=java.security.jgss/sun.security.krb5.internal=ALL-UNNAMED",
                        agent,
                        "-cp",
                        System.getProperty("java.class.path"),
                        WrongClockTest.class.getName())
                .redirectErrorStream(true)
                .start();
        List<String> said = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        jvm.waitFor();
        return said;
    }

    /** In the JVM with the agent. */
    public static void main(String[] args) throws Exception {
        System.out.println(new Date().getTime() - System.currentTimeMillis());
        Object now = Class.forName("sun.security.krb5.internal.KerberosTime")
                .getMethod("now")
                .invoke(null);
        long seen = (long) now.getClass().getMethod("getTime").invoke(now);
        System.out.println(
                seen - System.currentTimeMillis() > 500_000 ? "KerberosTime is wrong too" : "KerberosTime is right");
    }
}
