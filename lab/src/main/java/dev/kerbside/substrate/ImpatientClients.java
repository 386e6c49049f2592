package dev.kerbside.substrate;

import dev.kerbside.Endpoints;
import dev.kerbside.Principal;
import dev.kerbside.security.HadoopConfiguration;
import dev.kerbside.security.KafkaLogin;
import java.util.Properties;
import org.apache.hadoop.conf.Configuration;

/** Settings of clients that give up soon, because whoever uses them tries again. */
record ImpatientClients(Endpoints endpoints) {
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

    /** Hadoop's client would retry for a minute inside one attempt. */
    Configuration hadoop() {
        Configuration conf = HadoopConfiguration.of(endpoints);
        conf.setInt("ipc.client.connect.max.retries", 0);
        conf.setInt("ipc.client.connect.max.retries.on.timeouts", 0);
        return conf;
    }
}
