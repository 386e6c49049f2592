package dev.kerbside.junit;

import dev.kerbside.Kdc;
import dev.kerbside.Lab;
import dev.kerbside.LabConfig;
import dev.kerbside.LabException;
import dev.kerbside.Principal;
import dev.kerbside.Substrate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The one lab of this JVM. */
final class SharedLab {
    private static final String PREFIX = "kerbside.";

    private static Lab lab;

    private SharedLab() {}

    /**
     * The lab, started or attached to at the first call; it ends with the JVM.
     *
     * @param parameters JUnit's configuration parameters
     */
    static synchronized Lab get(Function<String, Optional<String>> parameters) {
        if (lab == null) {
            Function<String, Optional<String>> given = name -> parameters.apply(PREFIX + name);
            lab = given.apply("attach")
                    .map(folder -> Lab.attach(Path.of(folder)))
                    .orElseGet(() -> start(given));
            Runtime.getRuntime().addShutdownHook(new Thread(lab::close, "kerbside-close"));
        }
        return lab;
    }

    private static Lab start(Function<String, Optional<String>> given) {
        LabConfig.Builder config =
                LabConfig.in(given.apply("folder").map(Path::of).orElseGet(SharedLab::folder));
        given.apply("substrate").map(Substrate::of).ifPresent(config::substrate);
        given.apply("kdc").map(Kdc::of).ifPresent(config::kdc);
        given.apply("brokers").map(SharedLab::number).ifPresent(config::brokers);
        given.apply("users").map(SharedLab::users).ifPresent(config::users);
        return Lab.start(config.build());
    }

    /** Where the build's own files are; of several JVMs of Surefire's, each has its own. */
    private static Path folder() {
        String name = "kerbside" + System.getProperty("surefire.forkNumber", "");
        return Stream.of("target", "build")
                .map(Path::of)
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(Path.of("."))
                .resolve(name);
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw LabException.usage("%sbrokers=%s is no number.".formatted(PREFIX, text), e);
        }
    }

    private static List<Principal> users(String names) {
        return Stream.of(names.split(","))
                .map(String::strip)
                .map(Principal::user)
                .toList();
    }
}
