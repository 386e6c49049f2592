package dev.kerbside.substrate;

import org.apache.hadoop.yarn.server.nodemanager.NodeManager;

/** The nodemanager: Hadoop's own. */
public final class NodeManagerMain {
    private NodeManagerMain() {}

    public static void main(String[] args) throws Exception {
        NodeManager.main(args);
    }
}
