package dev.kerbside.substrate;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A broker node: formats its storage with Kafka's own tool, then is Kafka's own broker, in one JVM. */
public final class BrokerMain {
    private BrokerMain() {}

    /** Arguments: server.properties, cluster id. */
    public static void main(String[] args) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int exit = kafka.tools.StorageTool.execute(
                new String[] {"format", "--ignore-formatted", "-c", args[0], "-t", args[1]},
                new PrintStream(said, true, StandardCharsets.UTF_8));
        if (exit != 0) {
            throw new IllegalStateException("kafka-storage format: " + said.toString(StandardCharsets.UTF_8));
        }
        kafka.Kafka.main(new String[] {args[0]});
    }
}
