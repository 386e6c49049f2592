package dev.kerbside;

import dev.kerbside.substrate.EmbeddedLab;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One lab for all integration tests of a run: started at its first use, in {@code target/it-lab}, ended with the JVM. */
public final class RunningLab implements ParameterResolver {
    private static final Path FOLDER = Path.of("target", "it-lab");

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Lab.class
                || parameter.getParameter().getType() == Endpoints.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Lab lab = context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(Lab.class, key -> new Started(start()), Started.class)
                .lab();
        return parameter.getParameter().getType() == Lab.class ? lab : lab.endpoints();
    }

    private static Lab start() {
        return EmbeddedLab.start(new LabConfig(FOLDER, 0), new Progress() {
            @Override
            public void starting(String node) {}

            @Override
            public void ready(String node, Duration took) {
                say("%s ready after %.1f s".formatted(node, took.toMillis() / 1e3));
            }

            @Override
            public void say(String line) {
                System.out.println("[lab] " + line);
            }
        });
    }

    /** Closed by JUnit when the whole run ends. */
    private record Started(Lab lab) implements AutoCloseable {
        @Override
        public void close() {
            lab.close();
        }
    }
}
