package dev.kerbside.security;

import dev.kerbside.Endpoints;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;

/** Hadoop's configuration of a client of the lab. */
public final class HadoopConfiguration {
    private HadoopConfiguration() {}

    /** The configuration of a client, as in the lab's hadoop folder. */
    public static Configuration of(Endpoints endpoints) {
        return of(endpoints.hadoopConf());
    }

    /** As {@link #of(Endpoints)}, from a folder with core-site.xml and hdfs-site.xml. */
    public static Configuration of(Path folder) {
        Configuration conf = new Configuration();
        conf.addResource(
                new org.apache.hadoop.fs.Path(folder.resolve("core-site.xml").toUri()));
        conf.addResource(
                new org.apache.hadoop.fs.Path(folder.resolve("hdfs-site.xml").toUri()));
        // A key server of HDFS may be behind HTTPS.
        Path ssl = folder.resolve("ssl-client.xml");
        if (Files.exists(ssl)) {
            conf.addResource(new org.apache.hadoop.fs.Path(ssl.toUri()));
        }
        return conf;
    }
}
