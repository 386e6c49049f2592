package dev.kerbside.testkit;

import dev.kerbside.Endpoints;
import dev.kerbside.Kdc;
import dev.kerbside.Lab;
import dev.kerbside.LabConfig;
import dev.kerbside.Progress;
import dev.kerbside.Service;
import dev.kerbside.Substrate;
import dev.kerbside.security.Kerberos;
import dev.kerbside.steps.SparkLogin;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One lab for all integration tests of a JVM: started at its first use, ended with the JVM, and its folder is then as
 * planned. Each of Maven's JVMs has its own, in {@code target/it-lab-1} and so on. {@code -Dlab.substrate} says where its
 * nodes run, {@code -Dlab.kdc} whose KDC it has. Who kills a node starts it again.
 */
public final class RunningLab implements ParameterResolver {
    private static final Substrate SUBSTRATE = Substrate.of(System.getProperty("lab.substrate", "embedded"));

    private static final Kdc KDC = Kdc.of(System.getProperty("lab.kdc", "kerby"));

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Lab.class
                || parameter.getParameter().getType() == Endpoints.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Lab lab = shared(context);
        // The class before may have had a lab of its own in this JVM.
        Kerberos.use(lab.endpoints());
        return parameter.getParameter().getType() == Lab.class ? lab : lab.endpoints();
    }

    /** Maven gives a JVM its test classes one at a time; what they share is the session. */
    private static Lab shared(ExtensionContext context) {
        return context.getStore(ExtensionContext.StoreScope.LAUNCHER_SESSION, ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(Lab.class, key -> new Started(start()), Started.class)
                .lab();
    }

    private static Lab start() {
        Path folder =
                Path.of("target", System.getProperty("lab.folder", "it-lab")).toAbsolutePath();
        // In containers with YARN, because an engine has no room for another lab that has it.
        List<Service> extras = SUBSTRATE == Substrate.CONTAINERS ? List.of(Service.YARN) : List.of();
        LabConfig config =
                LabConfig.in(folder).substrate(SUBSTRATE).kdc(KDC).with(extras).build();
        return Lab.start(config, new Progress() {
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

    /** Closed by JUnit when the whole run ends; what it throws then fails the build, and names no test. */
    private record Started(Lab lab) implements AutoCloseable {
        @Override
        public void close() throws IOException, TimeoutException {
            PlannedFolder folder = PlannedFolder.of(lab);
            try {
                folder.hasNothingUnplanned();
                SparkLogin.end();
            } finally {
                lab.close();
            }
            folder.hasOnlyWhatStays();
        }
    }
}
