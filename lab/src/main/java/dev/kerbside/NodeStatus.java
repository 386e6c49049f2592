package dev.kerbside;

/**
 * One node of a lab.
 *
 * @param name kdc, namenode, datanode, broker-1..3
 * @param address its main listener, {@code host:port}
 * @param pid its operating-system process
 */
public record NodeStatus(String name, String address, long pid) {}
