package dev.kerbside.substrate;

import dev.kerbside.folder.NodeStatus;
import java.io.IOException;

/** Where the nodes of one lab run: what differs between the substrates. */
public interface Infrastructure extends AutoCloseable {
    /** The lab as its nodes see it. */
    Cluster cluster();

    /** The lab as clients on this machine see it. */
    Cluster fromOutside();

    /**
     * Starts the node's process, with its configuration as it is now; all secrets are in the lab's folder by then. A
     * node that was killed finds its data, and goes on with its log.
     */
    RunningNode launch(Node node) throws IOException;

    /**
     * Looks whether nodes can be killed and started here now.
     *
     * @throws dev.kerbside.LabException within some seconds if not
     */
    default void requireReachable() {}

    /** Called when all nodes serve: what else belongs to a lab here. */
    default void complete() throws IOException {}

    /** Called when a user's keytab in the lab's folder is another one. */
    default void keysChanged() throws IOException {}

    /** Ends every node at once, because a lab's data do not outlive it, and leaves nothing behind. Idempotent. */
    @Override
    void close();

    /** A node's process. */
    interface RunningNode {
        NodeStatus status();

        boolean isAlive();

        /** {@code kill -9}; returns when it is gone. */
        void kill();

        /** How it ended, in words, once it has. */
        String ending();
    }
}
