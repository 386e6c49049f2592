package dev.kerbside;

import java.nio.file.Path;
import java.util.Optional;

/** A node of a running lab. Whoever started the lab owns the process; any process may ask for its end and its start. */
public interface LabNode {
    /** kdc, namenode, datanode-1.., broker-1..3. */
    String name();

    /** The host that it runs on: localhost, or one of TDP's. */
    String host();

    /** Its main listener, {@code host:port}, as clients on this machine reach it. */
    String address();

    /** Its operating-system process; 0 in a container, where the engine knows it. */
    long pid();

    /** What it has written since the lab's start, which grows. */
    Path log();

    /**
     * How it does.
     *
     * @return nothing if it is down
     * @throws LabException if nobody knows, because the Docker engine does not answer
     */
    Optional<Vitals> vitals();

    /**
     * Ends its process at once ({@code kill -9}), with no chance to say goodbye; returns when it is gone.
     *
     * @throws LabException if it is down already, or the lab cannot do it
     */
    void kill();

    /**
     * Starts it with its data after a kill; returns when a client has used it.
     *
     * @throws LabException if it is up already, or the lab cannot do it
     */
    void start();
}
