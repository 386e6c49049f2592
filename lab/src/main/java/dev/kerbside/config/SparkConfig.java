package dev.kerbside.config;

import dev.kerbside.Endpoints;

/** The text of {@code spark.properties}, with which every job of the lab is submitted. */
public final class SparkConfig {
    private SparkConfig() {}

    /**
     * Settings of a job: its manners, its login to HDFS, and Kafka's options under {@code spark.nyctaxi.kafka.}.
     *
     * @param tlsPassword of the truststore
     */
    public static String properties(Endpoints endpoints, String tlsPassword) {
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
                spark.kerberos.principal=%s
                spark.kerberos.keytab=%s
                spark.nyctaxi.topic=%s
                spark.nyctaxi.groupIdPrefix=%s
                spark.nyctaxi.zones=%s
                spark.nyctaxi.kafka.bootstrap.servers=%s
                spark.nyctaxi.kafka.ssl.truststore.location=%s
                spark.nyctaxi.kafka.ssl.truststore.password=%s
                spark.redaction.regex=(?i)secret|password|token
                """
                        .formatted(
                                endpoints.user(),
                                endpoints.keytab(),
                                endpoints.names().topic(),
                                endpoints.names().group(),
                                endpoints.names().zonesFile(),
                                endpoints.bootstrapServers(),
                                endpoints.truststore(),
                                tlsPassword));
    }
}
