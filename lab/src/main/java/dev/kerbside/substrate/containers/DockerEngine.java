package dev.kerbside.substrate.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.kerbside.LabException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/** The Docker engine of this machine; the one place that asks Testcontainers for it. */
public final class DockerEngine {
    private static final String HOST = "DOCKER_HOST";
    private static final String SOCKET = "unix:///var/run/docker.sock";
    private static final Pattern LOOPBACK = Pattern.compile("^\\w+://(localhost|127\\.[\\d.]+|\\[::1])(:|/|$)");
    private static final String OTHERWISE = " Or run without --substrate containers.";
    private static final long LOOK_SECONDS = 3;

    private DockerEngine() {}

    /**
     * The client of the engine that {@code DOCKER_HOST} names, else of the local one. Testcontainers' own: shared, never
     * to be closed. Starts no helper container and pulls no image.
     *
     * @throws LabException within some seconds if no engine answers, with the reason and the cure
     */
    public static DockerClient connect() {
        try {
            return ofLab();
        } catch (LabException e) {
            throw LabException.cannotStart(e.getMessage() + OTHERWISE, e);
        }
    }

    /** The same for a lab that has containers already: there is no doing without. */
    public static DockerClient ofLab() {
        requireEnvironment(System.getenv());
        String host = System.getenv(HOST);
        if (!isLocal(host) && !LOOPBACK.matcher(host).find()) {
            throw LabException.cannotStart(
                    "The Docker engine at DOCKER_HOST=%s is another machine's, and the lab's ports are published on that machine's loopback. Unset DOCKER_HOST, or run the lab there."
                            .formatted(host));
        }
        if (!answers(host)) {
            // Testcontainers would try for seconds, or wait for ever.
            throw LabException.cannotStart(refusal(host));
        }
        try {
            DockerClient client = ask(() -> DockerClientFactory.instance().client());
            requireSame(
                    host, DockerClientFactory.instance().getTransportConfig().getDockerHost());
            return client;
        } catch (LabException e) {
            throw e;
        } catch (RuntimeException | ServiceConfigurationError e) {
            throw LabException.cannotStart(refusal(host), e);
        }
    }

    /** @throws LabException within some seconds if the engine of a lab that is up does not answer */
    public static void requireAnswering() {
        String host = System.getenv(HOST);
        if (!answers(host)) {
            throw LabException.cannotStart(refusal(host));
        }
    }

    /**
     * What the engine says to a call, which may take as long as it likes while the engine lives. Docker's client waits for
     * ever for an engine that has gone, or is stopped.
     *
     * @throws LabException within some seconds after the engine ceased to answer
     */
    public static <T> T ask(Callable<T> call) {
        FutureTask<T> answer = new FutureTask<>(call);
        Thread thread = new Thread(answer, "docker-call");
        thread.setDaemon(true);
        thread.start();
        while (true) {
            try {
                return answer.get(LOOK_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                requireAnswering();
            } catch (ExecutionException e) {
                throw failed(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw LabException.cannotStart("Interrupted while waiting for the Docker engine.", e);
            }
        }
    }

    private static RuntimeException failed(Throwable reason) {
        if (reason instanceof LabException known) {
            return known;
        }
        requireAnswering();
        return reason instanceof RuntimeException known ? known : new IllegalStateException(reason);
    }

    /** The same for a call that says nothing. */
    static void tell(Runnable call) {
        ask(() -> {
            call.run();
            return null;
        });
    }

    /** In words, the engine that the lab would use. */
    public static String description() {
        DockerClient engine = connect();
        var version = ask(() -> engine.versionCmd().exec());
        return "Docker engine %s (API %s)".formatted(version.getVersion(), version.getApiVersion());
    }

    /** Where it listens, as {@code docker -H} takes it. */
    public static String address() {
        ofLab();
        return DockerClientFactory.instance()
                .getTransportConfig()
                .getDockerHost()
                .toString();
    }

    /**
     * Refuses names on the engine that the lab needs and that somebody who is no lab has.
     *
     * @throws LabException naming the first of them
     */
    static void requireFree(DockerClient docker, String network, Collection<String> names) {
        docker.listNetworksCmd().exec().stream()
                .filter(other -> other.getName().equals(network) && !isLabs(other.getLabels()))
                .findFirst()
                .ifPresent(other -> {
                    throw taken("network", network, "docker network rm " + network);
                });
        docker.listContainersCmd().withShowAll(true).exec().stream()
                .filter(container -> !isLabs(container.getLabels()))
                .flatMap(container -> Stream.of(container.getNames()))
                .map(name -> name.substring(name.lastIndexOf('/') + 1))
                .filter(names::contains)
                .findFirst()
                .ifPresent(name -> {
                    throw taken("container", name, "docker rm -f " + name);
                });
    }

    private static boolean isLabs(Map<String, String> labels) {
        return labels != null && labels.containsKey(EngineResources.LAB);
    }

    private static LabException taken(String kind, String name, String cure) {
        return LabException.cannotStart(
                "This Docker engine has a %s named %s that is not a lab's, and the lab needs the name. Nothing was touched. If you do not need it: %s"
                        .formatted(kind, name, cure));
    }

    private static boolean isLocal(String host) {
        return host == null || host.isBlank() || host.startsWith("unix:");
    }

    /** Where a local engine may listen: as the system's service, without root, or as Docker Desktop. */
    private static List<Path> sockets(String host) {
        if (host != null && !host.isBlank()) {
            return List.of(socket(host));
        }
        String home = System.getProperty("user.home");
        return List.of(
                socket(SOCKET),
                Path.of(System.getenv().getOrDefault("XDG_RUNTIME_DIR", "/nowhere"), "docker.sock"),
                Path.of(home, ".docker", "run", "docker.sock"),
                Path.of(home, ".docker", "desktop", "docker.sock"));
    }

    private static Path socket(String host) {
        return Path.of(host.replaceFirst("^unix:/*", "/"));
    }

    private static boolean answers(String host) {
        return isLocal(host)
                ? sockets(host).stream().anyMatch(EnginePing::answers)
                : EnginePing.answers(URI.create(host));
    }

    /** Testcontainers reads these from the real environment, so a JVM cannot set them for itself. */
    static void requireEnvironment(Map<String, String> environment) {
        if (!"true".equals(environment.get("TESTCONTAINERS_RYUK_DISABLED"))
                || environment.getOrDefault("TESTCONTAINERS_HOST_OVERRIDE", "").isBlank()) {
            throw LabException.cannotStart(
                    "The environment lacks TESTCONTAINERS_RYUK_DISABLED=true or TESTCONTAINERS_HOST_OVERRIDE=localhost."
                            + " Start with lab/bin/lab or ./mvnw verify, or set both where you start this JVM.");
        }
    }

    /** Where the named engine does not answer, Testcontainers silently takes the local one. */
    private static void requireSame(String host, URI connected) {
        if (host != null && !host.isBlank() && !host.equals(connected.toString())) {
            throw LabException.cannotStart(refusal(host));
        }
    }

    /** Why there is no engine at this address; null or blank: the local one. */
    static String refusal(String host) {
        if (!isLocal(host)) {
            return "No Docker engine answers at DOCKER_HOST=%s. Correct or unset DOCKER_HOST, or start that engine."
                    .formatted(host);
        }
        Path socket = sockets(host).get(0);
        if (!Files.exists(socket)) {
            return "No Docker engine runs here: there is no %s. Install or start Docker%s."
                    .formatted(socket, host == null || host.isBlank() ? "" : ", or correct or unset DOCKER_HOST");
        }
        if (!Files.isWritable(socket)) {
            return "You may not use the Docker engine: no permission on %s. Join its group (sudo usermod -aG docker %s) and log in again."
                    .formatted(socket, System.getProperty("user.name"));
        }
        return "The Docker engine at %s does not answer. Start it again (sudo systemctl restart docker)."
                .formatted(socket);
    }

    /** Whether it has an image of this name. */
    static boolean hasImage(DockerClient engine, String name) {
        try {
            engine.inspectImageCmd(name).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }
}
