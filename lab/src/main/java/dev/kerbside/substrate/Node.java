package dev.kerbside.substrate;

import dev.kerbside.config.Address;
import java.util.List;
import java.util.Map;

/**
 * A node, described; either substrate starts it as an operating-system process.
 *
 * @param name kdc, namenode, datanode, broker-1..3
 * @param mainClass what it runs
 * @param files its configuration: file name → text, written to the node's folder
 * @param heapMb maximum heap, MiB
 * @param address its main listener
 * @param ports all its ports
 * @param jarSets names of sets of jars that it needs before the lab's own: {@link JarSet}
 */
record Node(
        String name,
        String mainClass,
        List<String> args,
        Map<String, String> files,
        int heapMb,
        Address address,
        List<Integer> ports,
        List<String> jarSets) {
    /** A node that needs the lab's own jars only. */
    Node(
            String name,
            String mainClass,
            List<String> args,
            Map<String, String> files,
            int heapMb,
            Address address,
            List<Integer> ports) {
        this(name, mainClass, args, files, heapMb, address, ports, List.of());
    }
}
