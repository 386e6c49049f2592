package dev.kerbside.substrate.embedded;

import dev.kerbside.LabConfig;
import dev.kerbside.folder.FolderPlan;
import dev.kerbside.folder.NodeStatus;
import dev.kerbside.process.Build;
import dev.kerbside.process.ForkedJvm;
import dev.kerbside.process.LogFile;
import dev.kerbside.process.NodeJars;
import dev.kerbside.process.SharedClasses;
import dev.kerbside.substrate.Cluster;
import dev.kerbside.substrate.Infrastructure;
import dev.kerbside.substrate.JarSet;
import dev.kerbside.substrate.Node;
import dev.kerbside.substrate.Ports;
import dev.kerbside.substrate.Topology;
import dev.kerbside.substrate.YarnNodes;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Nodes as forked JVMs of this machine, all named localhost. */
public final class Loopback implements Infrastructure {
    private final Path folder;
    private final Ports ports;
    private final Cluster cluster;
    private final Path jars;
    private final List<Fork> forks = new CopyOnWriteArrayList<>();

    public Loopback(LabConfig config, Ports ports) {
        this.folder = config.folder();
        this.ports = ports;
        this.jars = FolderPlan.LIB.in(folder).resolve("yarn");
        Topology topology = Topology.onLoopback(ports, config.brokers()).with(config.extras(), ports, jars);
        this.cluster = Cluster.of(folder, "127.0.0.1", topology, config);
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
        if (node.name().equals(YarnNodes.NODE_MANAGER)) {
            linkJars();
        }
        Fork fork = fork(node, folder);
        forks.removeIf(earlier -> earlier.node().name().equals(node.name()));
        forks.add(fork);
        return fork;
    }

    /** For what runs in containers of YARN's. The links' names begin with numbers, because two jars may have one name. */
    private void linkJars() throws IOException {
        Files.createDirectories(jars);
        int number = 100;
        for (String jar : Build.classPath().split(File.pathSeparator)) {
            Path link = jars.resolve(number++ + "-" + Path.of(jar).getFileName());
            if (jar.endsWith(".jar") && !Files.exists(link)) {
                Files.createSymbolicLink(link, Path.of(jar).toAbsolutePath());
            }
        }
    }

    /** Writes the node's configuration below {@code nodes/} of the lab's folder, and starts it. */
    public static Fork fork(Node node, Path labFolder) throws IOException {
        Path own = FolderPlan.NODE.make(labFolder, node.name());
        for (Map.Entry<String, String> file : node.files().entrySet()) {
            Path place = Files.writeString(own.resolve(file.getKey()), file.getValue());
            Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rw-------"));
        }
        Path log = FolderPlan.LOG.in(labFolder, node.name());
        FolderPlan.LOGS.make(labFolder);
        boolean again = Files.exists(own.resolve("java.args"));
        List<Path> jarsFirst = node.jarSets().stream()
                .flatMap(set -> JarSet.jars(set).stream())
                .toList();
        List<String> flags = new ArrayList<>(node.flags(labFolder));
        // Jars of its own may need any of the others, and have no archive.
        String classPath = jarsFirst.isEmpty()
                ? NodeJars.classPath(node.kind())
                : Stream.concat(jarsFirst.stream().map(Path::toString), Stream.of(Build.classPath()))
                        .collect(Collectors.joining(File.pathSeparator));
        if (jarsFirst.isEmpty()) {
            flags.addAll(SharedClasses.flags(node.kind()));
        }
        return new Fork(
                node,
                log,
                ForkedJvm.start(new ForkedJvm.Command(
                        node.mainClass(),
                        node.args(),
                        flags,
                        own,
                        classPath,
                        List.of(own),
                        log,
                        log,
                        again,
                        // What a NodeManager starts containers with.
                        Map.of("JAVA_HOME", System.getProperty("java.home")))));
    }

    /** One after the other, in reverse order of their start. */
    @Override
    public void close() {
        for (int i = forks.size() - 1; i >= 0; i--) {
            forks.get(i).jvm().close();
        }
        ports.close();
    }

    /** A node's JVM; it dies with this one. */
    public record Fork(Node node, Path log, ForkedJvm jvm) implements RunningNode {
        @Override
        public NodeStatus status() {
            return new NodeStatus(
                    node.name(),
                    node.host(),
                    node.address().toString(),
                    jvm.pid().number(),
                    jvm.pid().started());
        }

        @Override
        public boolean isAlive() {
            return jvm.isAlive();
        }

        @Override
        public void kill() {
            jvm.close();
        }

        @Override
        public String ending() {
            return "its process ended with code %d (%s)".formatted(jvm.exitValue(), LogFile.lastError(log));
        }
    }
}
