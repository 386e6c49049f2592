package dev.kerbside.security;

import dev.kerbside.Endpoints;
import java.io.IOException;
import java.lang.reflect.UndeclaredThrowableException;
import java.security.PrivilegedExceptionAction;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** The lab's YARN, asked by an identity. */
public final class Yarn {
    private Yarn() {}

    /** Something that is asked of the ResourceManager. */
    public interface Question<T> {
        T ask(YarnClient client) throws IOException, YarnException;
    }

    /** The configuration of a client of a lab that has YARN. */
    public static Configuration configuration(Endpoints endpoints) {
        Configuration conf = new YarnConfiguration(HadoopConfiguration.of(endpoints));
        conf.addResource(new org.apache.hadoop.fs.Path(
                endpoints.hadoopConf().resolve("yarn-site.xml").toUri()));
        // A person waits, and Hadoop's own quarter of an hour says nothing meanwhile.
        conf.set("yarn.resourcemanager.connect.max-wait.ms", "5000");
        conf.set("yarn.resourcemanager.connect.retry-interval.ms", "1000");
        conf.set("yarn.client.failover-max-attempts", "4");
        // Its client needs libraries that are not here.
        conf.set("yarn.timeline-service.enabled", "false");
        return conf;
    }

    /** Asks, with a connection for this question. */
    public static <T> T ask(Configuration conf, UserGroupInformation identity, Question<T> question)
            throws IOException {
        try {
            return identity.doAs((PrivilegedExceptionAction<T>) () -> {
                try (YarnClient client = YarnClient.createYarnClient()) {
                    client.init(conf);
                    client.start();
                    return question.ask(client);
                }
            });
        } catch (UndeclaredThrowableException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking YARN", e);
        }
    }
}
