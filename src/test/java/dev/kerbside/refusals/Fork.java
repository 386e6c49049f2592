package dev.kerbside.refusals;

import dev.kerbside.process.Build;
import dev.kerbside.process.ForkedJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a client in a JVM of its own. */
public final class Fork {
    private static final long LIMIT_SECONDS = 120;

    private static final Path TEST_CLASSES = Path.of(
            Fork.class.getProtectionDomain().getCodeSource().getLocation().getPath());

    private Fork() {}

    /** What the client printed, line by line. */
    public static List<String> run(Class<?> main, Path krb5Conf, Path folder, List<String> args) throws Exception {
        Path output = folder.resolve("output.txt");
        try (ForkedJvm jvm = start(main, krb5Conf, folder, args, output)) {
            jvm.handle().onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        }
        return Files.readAllLines(output);
    }

    static ForkedJvm start(Class<?> main, Path krb5Conf, Path folder, List<String> args, Path output)
            throws IOException {
        List<String> flags = new ArrayList<>(ForkedJvm.SHORT_LIVED);
        flags.addAll(List.of("-Xmx128m", "-Dlab.log.level=off", "-Djava.security.krb5.conf=" + krb5Conf));
        Path errors = folder.resolve("errors.txt");
        return ForkedJvm.start(new ForkedJvm.Command(
                main.getName(),
                args,
                flags,
                folder,
                Build.classPath(),
                List.of(folder, TEST_CLASSES),
                output,
                errors,
                false,
                Map.of()));
    }
}
