package dev.kerbside.substrate;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.hdfs.server.datanode.DataNode;
import org.apache.hadoop.hdfs.server.datanode.SecureDataNodeStarter.SecureResources;
import org.apache.hadoop.net.NetUtils;

/**
 * A datanode: Hadoop's own, behind a data port that ends handshakes which take too long or too much. Hadoop's would wait
 * for ever, with a thread for each.
 */
public final class DataNodeMain {
    private static final Duration HANDSHAKE = Duration.ofSeconds(10);
    private static final int HANDSHAKE_BYTES = 64 << 10;

    private DataNodeMain() {}

    public static void main(String[] args) throws Exception {
        Configuration conf = new HdfsConfiguration();
        InetSocketAddress address = NetUtils.createSocketAddr(conf.getTrimmed("dfs.datanode.address"));
        int backlog = conf.getInt("ipc.server.listen.queue.size", 256);
        // The way in for a port that somebody else has opened; it is SASL that protects it, as without.
        DataNode.secureMain(
                args,
                new SecureResources(
                        new HandshakeServerSocket(
                                address.getPort(), backlog, address.getAddress(), HANDSHAKE, HANDSHAKE_BYTES),
                        null,
                        true,
                        false,
                        false));
    }
}
