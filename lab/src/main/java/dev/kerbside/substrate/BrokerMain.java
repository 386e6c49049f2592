package dev.kerbside.substrate;

import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.metadata.bootstrap.BootstrapDirectory;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.ApiMessageAndVersion;

/**
 * A broker node: formats its storage as Kafka's own tool does (kafka-storage.sh format), then is Kafka's own broker, in
 * one JVM.
 */
public final class BrokerMain {
    private BrokerMain() {}

    /** Arguments: server.properties, cluster id. */
    public static void main(String[] args) throws Exception {
        Properties properties = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of(args[0]))) {
            properties.load(file);
        }
        String folder = properties.getProperty("log.dirs");
        if (!Files.exists(Path.of(folder, "meta.properties"))) {
            format(folder, properties, args[1]);
        }
        kafka.Kafka.main(new String[] {args[0]});
    }

    private static void format(String folder, Properties properties, String clusterId) throws Exception {
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                .setNodeId(Integer.parseInt(properties.getProperty("node.id")))
                .setClusterId(clusterId)
                .setControllerListenerName(properties.getProperty("controller.listener.names"))
                .setMetadataLogDirectory(folder)
                .addDirectory(folder)
                .run();
        addRights(new BootstrapDirectory(folder, Optional.empty()));
    }

    /** A controller that finds no metadata begins with what is in this folder: the versions, and then the rights. */
    private static void addRights(BootstrapDirectory directory) throws Exception {
        BootstrapMetadata versions = directory.read();
        List<ApiMessageAndVersion> records = new ArrayList<>(versions.records());
        records.addAll(KafkaRights.records());
        directory.writeBinaryFile(BootstrapMetadata.fromRecords(records, versions.source()));
    }
}
