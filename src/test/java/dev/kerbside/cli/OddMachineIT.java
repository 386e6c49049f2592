package dev.kerbside.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kerbside.process.ForeignVariables;
import dev.kerbside.process.ForkedJvm;
import dev.kerbside.process.HostNames;
import dev.kerbside.testkit.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code lab run} on machines as people have them, several oddities at once. Needs root on Linux, for mounts, a network
 * and a host name that nobody else sees.
 */
class OddMachineIT {
    /** Of $1, a folder with blanks; the clone is the working folder. */
    private static final String MOUNTS =
            """
            set -e
            odd=$1
            mkdir "$odd/my clone" && mount --bind "$PWD" "$odd/my clone"
            mount --bind "$odd/hosts" /etc/hosts
            mount -t tmpfs -o noexec,nosuid,mode=1777 odd /tmp
            cd "$odd/my clone"
            """;

    /** No network but loopback, and a name without an address that no URL may have. */
    private static final String ALONE =
            "ip link set lo up; echo my_odd_host > /proc/sys/kernel/hostname; umask 077; unset HOME; ulimit -n 1024\n";

    private static final String TURKISH = "tr_TR.UTF-8";

    @TempDir
    private Path temporary;

    private Path odd;
    private Launcher lab;

    @BeforeEach
    void requireRoot() throws Exception {
        assumeTrue(
                succeeds("unshare", "-m", "-u", "-n", "ip", "link", "set", "lo", "up"),
                "Not run: mounts of one's own need root on Linux");
        odd = Files.createDirectory(temporary.resolve("an odd machine"));
        lab = new Launcher(temporary);
    }

    @Test
    void theTutorialPassesWithNoexecTmpAProxyIpv6FirstJavaOptionsTurkishAndBlanks() throws Exception {
        Path locales = Files.createDirectory(odd.resolve("locales"));
        assumeTrue(
                succeeds(
                        "localedef",
                        "-i",
                        "tr_TR",
                        "-f",
                        "UTF-8",
                        locales.resolve(TURKISH).toString()),
                "Not run: there is no Turkish to generate (Debian: apt-get install locales)");
        Map<String, String> person = Map.of(
                "https_proxy", "http://127.0.0.1:9",
                "HTTP_PROXY", "http://127.0.0.1:9",
                "_JAVA_OPTIONS", "-Duser.timezone=Europe/Paris",
                "LOCPATH", locales.toString(),
                "LC_ALL", TURKISH);
        assertThat(aJvmOf(person)).contains("default locale = Türkçe");

        hosts("::1 localhost ip6-localhost\n127.0.0.1 localhost\n127.0.1.1 " + HostNames.machine() + "\n");
        assertThat(run(List.of("-m"), person, "", 3_000)).as(lab.output()).isZero();
        assertThat(lab.output()).contains("Every check held").doesNotContain("Picked up _JAVA_OPTIONS");
    }

    @Test
    void theTutorialPassesWithoutNetworkNamesHomeAndWithTicketsAndTokensOfAnotherKind() throws Exception {
        Map<String, String> person = Map.of(
                "KRB5CCNAME", "KEYRING:persistent:0",
                "KRB5_CONFIG", "/nowhere/krb5.conf",
                "HADOOP_TOKEN_FILE_LOCATION", "/nowhere/token",
                "SPARK_LOCAL_IP", "10.9.9.9",
                "CDPATH", "/:/usr",
                "POSIXLY_CORRECT", "1",
                "JAVA_TOOL_OPTIONS", "-Xmx64m",
                "LC_ALL", "C");
        hosts("10.9.9.9 localhost\n");
        assertThat(run(List.of("-m", "-u", "-n"), person, ALONE, 1_000))
                .as(lab.output())
                .isZero();
        assertThat(lab.output()).contains("Every check held");
    }

    /**
     * Performs the tutorial on such a machine; its exit code.
     *
     * @param own what the machine has of its own, in unshare's words
     * @param person a person's variables
     * @param more commands before the lab's
     */
    private int run(List<String> own, Map<String, String> person, String more, int rows) throws Exception {
        String commands = MOUNTS + more + "exec lab/bin/lab run --rows " + rows + " --dir \"$odd/my lab\"";
        List<String> command = new ArrayList<>(List.of("unshare"));
        command.addAll(own);
        command.addAll(List.of("bash", "-c", commands, "odd", odd.toString()));
        ProcessBuilder machine = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(temporary.resolve("output.txt").toFile());
        ForeignVariables.SPARKS_OWN_ADDRESS.keySet().forEach(machine.environment()::remove);
        machine.environment().putAll(person);
        return Launcher.finish(machine.start());
    }

    private void hosts(String text) throws IOException {
        Files.writeString(odd.resolve("hosts"), text);
    }

    /** What a JVM that a person starts, without the lab's flags, says of its language. */
    private String aJvmOf(Map<String, String> person) throws Exception {
        Path said = temporary.resolve("java.txt");
        ProcessBuilder java =
                new ProcessBuilder(ForkedJvm.java(), "-Dfile.encoding=UTF-8", "-XshowSettings:locale", "-version");
        java.environment().putAll(person);
        Launcher.finish(
                java.redirectErrorStream(true).redirectOutput(said.toFile()).start());
        return Files.readString(said);
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            return Launcher.finish(new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start())
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
