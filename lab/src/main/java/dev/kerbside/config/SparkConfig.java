package dev.kerbside.config;

import dev.kerbside.Endpoints;
import java.util.Map;

/** The text of {@code spark.properties}, with which every job of the lab is submitted. */
public final class SparkConfig {
    private SparkConfig() {}

    /**
     * Settings of a job: its manners, its login to HDFS, and Kafka's options under {@code spark.nyctaxi.kafka.}.
     *
     * @param tlsPassword of the truststore
     * @param kafka options of Kafka's clients that are otherwise than in a lab that the lab has started
     */
    public static String properties(Endpoints endpoints, String tlsPassword, Map<String, String> kafka) {
        return PropertiesText.ascii(
                """
                spark.driver.host=localhost
                spark.driver.bindAddress=127.0.0.1
                # The driver's ports are open to every user of this machine. With authentication Spark makes a secret for
                # each job, in its memory only, and answers nobody who does not know it; what moves is encrypted.
                spark.authenticate=true
                spark.network.crypto.enabled=true
                spark.network.crypto.authEngineVersion=2
                spark.network.crypto.saslFallback=false
                # The web interface would ask nobody who they are.
                spark.ui.enabled=false
                # A query without new data asks the brokers for some every 10 ms otherwise.
                spark.sql.streaming.pollingDelay=100ms
                spark.redaction.regex=(?i)secret|password|token
                spark.nyctaxi.topic=%s
                spark.nyctaxi.groupIdPrefix=%s
                spark.nyctaxi.zones=%s
                spark.nyctaxi.kafka.bootstrap.servers=%s
                spark.nyctaxi.kafka.ssl.truststore.location=%s
                spark.nyctaxi.kafka.ssl.truststore.password=%s
                """
                                .formatted(
                                        endpoints.names().topic(),
                                        endpoints.names().group(),
                                        endpoints.names().zonesFile(),
                                        endpoints.bootstrapServers(),
                                        endpoints.truststore(),
                                        tlsPassword)
                        + login(endpoints)
                        + PropertiesText.lines("spark.nyctaxi.kafka.", kafka));
    }

    /** With a lent ticket a job has what the person has, and ends with it. */
    private static String login(Endpoints endpoints) {
        return endpoints.lentTicket() != null
                ? ""
                : "spark.kerberos.principal=%s\nspark.kerberos.keytab=%s\n"
                        .formatted(endpoints.user(), endpoints.keytab());
    }
}
