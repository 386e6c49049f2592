package dev.kerbside.substrate;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.hdfs.server.namenode.FSNamesystem;
import org.apache.hadoop.hdfs.server.namenode.NameNode;
import org.apache.hadoop.metrics2.lib.DefaultMetricsSystem;

/** The namenode: formats its folder the first time, then is Hadoop's own NameNode, in one JVM. */
public final class NameNodeMain {
    private NameNodeMain() {}

    public static void main(String[] args) throws Exception {
        Configuration conf = new HdfsConfiguration();
        // Formatting leaves a metrics source behind; in this mode the NameNode's own gets a name beside it.
        DefaultMetricsSystem.setMiniClusterMode(true);
        if (!isFormatted(conf)) {
            NameNode.format(conf);
        }
        NameNode.main(args);
    }

    /** One that was ended keeps its files. */
    private static boolean isFormatted(Configuration conf) {
        return FSNamesystem.getNamespaceDirs(conf).stream()
                .allMatch(folder -> Files.exists(Path.of(folder).resolve("current/VERSION")));
    }
}
