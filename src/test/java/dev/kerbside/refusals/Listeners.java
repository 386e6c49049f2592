package dev.kerbside.refusals;

import dev.kerbside.Endpoints;
import dev.kerbside.folder.LabFolder;
import dev.kerbside.folder.NodeStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/** The TCP ports on which somebody listens, as the operating system and the engine know them: none is forgotten. */
public final class Listeners {
    private static final String LISTENING = "0A";
    private static final List<String> LOOPBACK =
            List.of("0100007F", "00000000000000000000000001000000", "0000000000000000FFFF00000100007F");

    private Listeners() {}

    /** A port of this machine, and whose it is. */
    public record Listener(String owner, int port, boolean onLoopback) {
        @Override
        public String toString() {
            return owner + ":" + port;
        }
    }

    /** Of every node of a running lab; in containers those that are published. */
    public static List<Listener> of(Endpoints lab) throws IOException {
        List<Listener> listeners = new ArrayList<>();
        for (NodeStatus node : LabFolder.running(lab.folder()).orElseThrow().nodes()) {
            // MIT's KDC is the child of its node.
            ProcessHandle.of(node.pid()).stream()
                    .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                    .forEach(process -> listeners.addAll(of(node.name(), process.pid())));
        }
        return listeners.isEmpty() ? published() : listeners;
    }

    /** Of one process. */
    public static List<Listener> of(String owner, long pid) {
        try {
            return listening(owner, pid);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Listener> listening(String owner, long pid) throws IOException {
        Set<String> sockets;
        try (Stream<Path> files = Files.list(Path.of("/proc", String.valueOf(pid), "fd"))) {
            sockets = files.map(Listeners::target)
                    .filter(target -> target.startsWith("socket:["))
                    .map(target -> target.substring("socket:[".length(), target.length() - 1))
                    .collect(Collectors.toSet());
        }
        List<Listener> listeners = new ArrayList<>();
        for (String table : new String[] {"tcp", "tcp6"}) {
            Path file = Path.of("/proc", String.valueOf(pid), "net", table);
            if (Files.exists(file)) {
                Files.readAllLines(file).stream()
                        .skip(1)
                        .map(line -> line.trim().split("\\s+"))
                        .filter(cells -> cells[3].equals(LISTENING) && sockets.contains(cells[9]))
                        .map(cells -> cells[1].split(":"))
                        .map(address ->
                                new Listener(owner, Integer.parseInt(address[1], 16), LOOPBACK.contains(address[0])))
                        .forEach(listeners::add);
            }
        }
        return listeners;
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "closed meanwhile";
        }
    }

    private static List<Listener> published() {
        return DockerClientFactory.instance()
                .client()
                .listContainersCmd()
                .withLabelFilter(List.of("dev.kerbside.lab"))
                .exec()
                .stream()
                .flatMap(container -> Arrays.stream(container.getPorts())
                        .filter(port -> Objects.nonNull(port.getPublicPort()))
                        .map(port -> new Listener(
                                container.getNames()[0], port.getPublicPort(), "127.0.0.1".equals(port.getIp()))))
                .distinct()
                .toList();
    }
}
