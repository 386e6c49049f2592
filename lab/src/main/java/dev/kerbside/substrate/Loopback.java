package dev.kerbside.substrate;

import dev.kerbside.ForkedJvm;
import dev.kerbside.LogFile;
import dev.kerbside.NodeStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Nodes as forked JVMs of this machine, all named localhost. */
final class Loopback implements Place {
    private final Path folder;
    private final Ports ports;
    private final Cluster cluster;
    private final List<Fork> forks = new CopyOnWriteArrayList<>();

    Loopback(Path folder, Ports ports, Secrets secrets) {
        this.folder = folder;
        this.ports = ports;
        this.cluster = Cluster.of(folder, "127.0.0.1", Layout.onLoopback(ports), secrets);
    }

    @Override
    public Cluster cluster() {
        return cluster;
    }

    @Override
    public Cluster fromOutside() {
        return cluster;
    }

    @Override
    public RunningNode launch(Node node) throws IOException {
        node.ports().forEach(ports::release);
        Path own = Files.createDirectories(node.folder(folder));
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwx------"));
        for (Map.Entry<String, String> file : node.files().entrySet()) {
            Files.writeString(own.resolve(file.getKey()), file.getValue());
        }
        Secrets.restrict(own);
        Files.createDirectories(own.resolve("tmp"));
        Path log = StartedLab.log(folder, node);
        Fork fork = new Fork(
                node,
                log,
                ForkedJvm.start(
                        new ForkedJvm.Command(node.mainClass(), node.args(), node.flags(folder), own, own, log, log)));
        forks.add(fork);
        return fork;
    }

    /** One after the other, in reverse order of their start. */
    @Override
    public void close() {
        for (int i = forks.size() - 1; i >= 0; i--) {
            forks.get(i).jvm().close();
        }
        ports.close();
    }

    private record Fork(Node node, Path log, ForkedJvm jvm) implements RunningNode {
        @Override
        public NodeStatus status() {
            return new NodeStatus(
                    node.name(),
                    node.host(),
                    node.address().toString(),
                    jvm.handle().pid());
        }

        @Override
        public boolean isAlive() {
            return jvm.isAlive();
        }

        @Override
        public String ending() {
            return "its process ended with code %d (%s)".formatted(jvm.exitValue(), LogFile.lastError(log));
        }
    }
}
