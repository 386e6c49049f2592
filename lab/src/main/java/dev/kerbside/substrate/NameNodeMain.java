package dev.kerbside.substrate;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.hdfs.server.namenode.NameNode;
import org.apache.hadoop.metrics2.lib.DefaultMetricsSystem;

/** The namenode: formats its folder, then is Hadoop's own NameNode, in one JVM. */
public final class NameNodeMain {
    private NameNodeMain() {}

    public static void main(String[] args) throws Exception {
        Configuration conf = new HdfsConfiguration();
        // Formatting leaves a metrics source behind; in this mode the NameNode's own gets a name beside it.
        DefaultMetricsSystem.setMiniClusterMode(true);
        NameNode.format(conf);
        NameNode.main(args);
    }
}
