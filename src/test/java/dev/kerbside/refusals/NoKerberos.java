package dev.kerbside.refusals;

import dev.kerbside.security.HadoopConfiguration;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.UserGroupInformation;

/** A client in a JVM of its own that claims, without Kerberos, to be HDFS's superuser. Prints as {@link Stranger}. */
public final class NoKerberos {
    private NoKerberos() {}

    /** @param args Hadoop's folder */
    public static void main(String[] args) {
        Configuration conf = HadoopConfiguration.of(Path.of(args[0]));
        conf.set("hadoop.security.authentication", "simple");
        UserGroupInformation.setConfiguration(conf);
        Stranger.attempt("hdfs", () -> Stranger.list(conf, UserGroupInformation.createRemoteUser("hdfs")));
    }
}
