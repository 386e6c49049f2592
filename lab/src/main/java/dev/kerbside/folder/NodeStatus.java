package dev.kerbside.folder;

import dev.kerbside.process.Pid;

/**
 * One node of a lab, as {@code lab.json} has it.
 *
 * @param name kdc, namenode, datanode-1.., broker-1..3
 * @param host localhost, or the TDP host whose container it runs in
 * @param address its main listener, {@code host:port}, as clients on this machine reach it
 * @param pid its operating-system process; 0 in a container, where the engine knows it
 * @param started when that process started, as {@link Pid} has it
 */
public record NodeStatus(String name, String host, String address, long pid, long started) {
    /** Its process. */
    public Pid process() {
        return new Pid(pid, started);
    }
}
