package dev.kerbside;

import java.util.List;

/**
 * A running lab: a KDC, an HDFS and three brokers, ready and used. The only seam: nothing above it knows where the
 * services run. Closing it ends every node and removes the lab's secrets; logs and reports stay. Idempotent.
 */
public interface Lab extends AutoCloseable {
    /** All that a client needs. */
    Endpoints endpoints();

    /** The lab's nodes in the order of their start. */
    List<NodeStatus> nodes();

    @Override
    void close();
}
