package dev.kerbside.junit;

import dev.kerbside.Kdc;
import dev.kerbside.Lab;
import dev.kerbside.LabConfig;
import dev.kerbside.LabException;
import dev.kerbside.Principal;
import dev.kerbside.Substrate;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** The one lab of this JVM. */
final class SharedLab {
    private static final String PREFIX = "kerbside.";

    private static final Set<String> KNOWN =
            Set.of("substrate", "kdc", "brokers", "users", "folder", "attach", "java.home", "repository");

    private static Lab lab;
    private static RuntimeException failure;

    private SharedLab() {}

    /**
     * The lab, started or attached to at the first call; it ends with the JVM, and not before. What cannot be started is
     * not tried again.
     *
     * @param parameters JUnit's configuration parameters
     */
    static synchronized Lab get(Function<String, Optional<String>> parameters) {
        if (failure != null) {
            throw failure;
        }
        if (lab == null) {
            try {
                requireKnown();
                lab = open(name -> parameters.apply(PREFIX + name));
            } catch (RuntimeException e) {
                failure = e;
                throw e;
            }
        }
        return lab;
    }

    /** A word that is misspelt would be as if it had not been said. */
    private static void requireKnown() {
        for (String name : System.getProperties().stringPropertyNames()) {
            if (name.startsWith(PREFIX) && !KNOWN.contains(name.substring(PREFIX.length()))) {
                throw LabException.usage("There is no parameter %s. Parameters: %s."
                        .formatted(
                                name,
                                String.join(
                                        ", ",
                                        new TreeSet<>(KNOWN)
                                                .stream().map(PREFIX::concat).toList())));
            }
        }
    }

    private static Lab open(Function<String, Optional<String>> given) {
        Lab opened =
                given.apply("attach").map(folder -> Lab.attach(Path.of(folder))).orElseGet(() -> start(given));
        Runtime.getRuntime().addShutdownHook(new Thread(opened::close, "kerbside-close"));
        return unclosed(opened);
    }

    private static Lab start(Function<String, Optional<String>> given) {
        Path folder = given.apply("folder").map(Path::of).orElseGet(OwnPlace::take);
        LabConfig.Builder config = LabConfig.in(folder);
        given.apply("substrate").map(Substrate::of).ifPresent(config::substrate);
        given.apply("kdc").map(Kdc::of).ifPresent(config::kdc);
        given.apply("brokers").map(SharedLab::number).ifPresent(config::brokers);
        given.apply("users").map(SharedLab::users).ifPresent(config::users);
        System.out.println("[kerbside] starting a lab in " + folder.toAbsolutePath());
        return Lab.start(config.build());
    }

    /** The same for tests, which may not end what others use. */
    private static Lab unclosed(Lab opened) {
        return (Lab)
                Proxy.newProxyInstance(Lab.class.getClassLoader(), new Class<?>[] {Lab.class}, (own, method, args) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(opened, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw LabException.usage("%sbrokers=%s is no number.".formatted(PREFIX, text), e);
        }
    }

    private static List<Principal> users(String names) {
        List<Principal> users = Stream.of(names.split(","))
                .map(String::strip)
                .map(Principal::user)
                .toList();
        if (users.contains(Principal.user(Kerberized.ADMIN))) {
            throw LabException.usage("%susers: no user may be called %s, which is Kafka's superuser here."
                    .formatted(PREFIX, Kerberized.ADMIN));
        }
        return users;
    }
}
