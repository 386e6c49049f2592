package dev.kerbside.substrate;

import dev.kerbside.config.Address;
import dev.kerbside.folder.FolderPlan;
import dev.kerbside.process.ForkedJvm;
import dev.kerbside.process.SharedClasses;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A node, described; every place starts it as a process of its own.
 *
 * @param name kdc, namenode, datanode-1.., broker-1..3
 * @param host the host it belongs to: its name in principals and certificates
 * @param mainClass what it runs
 * @param files its configuration: file name → text, written to the node's folder
 * @param heapMb maximum heap, MiB
 * @param address its main listener, as clients on this machine reach it
 * @param ports all its ports that clients on this machine may reach
 * @param jarSets names of sets of jars that it needs before the lab's own: {@link JarSet}
 */
public record Node(
        String name,
        String host,
        String mainClass,
        List<String> args,
        Map<String, String> files,
        int heapMb,
        Address address,
        List<Integer> ports,
        List<String> jarSets) {

    /** Its name without a number: one kind has the same classes. */
    public String kind() {
        return SharedClasses.kind(name);
    }

    /** The node's folder in a lab's folder. */
    public Path folder(Path lab) {
        return FolderPlan.NODE.in(lab, name);
    }

    /** One of its configuration files. */
    Path file(Path lab, String file) {
        return folder(lab).resolve(file);
    }

    /** What its process keeps. */
    static Path data(Path lab, String node) {
        return FolderPlan.NODE.in(lab, node).resolve("data");
    }

    /** Flags of its JVM. */
    public List<String> flags(Path lab) {
        List<String> flags = new ArrayList<>(ForkedJvm.SHORT_LIVED);
        flags.addAll(List.of(
                "-Xmx" + heapMb + "m",
                "-Djava.security.krb5.conf=" + FolderPlan.KRB5_CONF.in(lab),
                "-Dlab.node=" + name));
        return flags;
    }
}
