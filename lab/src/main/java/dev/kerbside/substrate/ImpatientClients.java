package dev.kerbside.substrate;

import dev.kerbside.Endpoints;
import dev.kerbside.Principal;
import dev.kerbside.security.HadoopConfiguration;
import dev.kerbside.security.KafkaLogin;
import dev.kerbside.security.Yarn;
import java.util.Properties;
import org.apache.hadoop.conf.Configuration;

/** Settings of clients that give up soon, because whoever uses them tries again. */
final class ImpatientClients {
    private final Endpoints endpoints;
    private Configuration hadoop;
    private Configuration yarn;

    ImpatientClients(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    /** Of a client of Kafka. */
    Properties kafka(Principal principal) {
        Properties properties = KafkaLogin.keytab(endpoints, principal);
        properties.put("default.api.timeout.ms", "10000");
        properties.put("request.timeout.ms", "5000");
        properties.put("delivery.timeout.ms", "10000");
        properties.put("max.block.ms", "10000");
        properties.put("linger.ms", "0");
        properties.put("reconnect.backoff.max.ms", "300");
        return properties;
    }

    /** Of a client of Hadoop, which would retry for a minute inside one attempt. Its many defaults are read once. */
    synchronized Configuration hadoop() {
        if (hadoop == null) {
            hadoop = impatient(HadoopConfiguration.of(endpoints));
        }
        return hadoop;
    }

    /** Of a client of YARN. */
    synchronized Configuration yarn() {
        if (yarn == null) {
            yarn = impatient(Yarn.configuration(endpoints));
            yarn.setInt("yarn.resourcemanager.connect.max-wait.ms", 200);
            yarn.setInt("yarn.resourcemanager.connect.retry-interval.ms", 200);
        }
        return yarn;
    }

    private static Configuration impatient(Configuration conf) {
        conf.setInt("ipc.client.connect.max.retries", 0);
        conf.setInt("ipc.client.connect.max.retries.on.timeouts", 0);
        return conf;
    }
}
