package dev.kerbside.taxi.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerbside.taxi.TripColumn;
import dev.kerbside.taxi.file.TripFile;
import dev.kerbside.taxi.topic.TripProducer;
import java.io.FileNotFoundException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The tutorial's producer: sends the trips in HDFS to Kafka, one JSON record a row. A plain program, as {@code hadoop jar}
 * starts it, in a shell of the lab: its variables say where Kafka and the trips are.
 */
public final class TaxiDataProducer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TaxiDataProducer() {}

    public static void main(String[] args) throws Exception {
        String trips = System.getenv("LAB_HOME") + "/data/nyc_green_taxi_trip/*.parquet";
        try (FileSystem hdfs = FileSystem.get(new Configuration());
                Producer<byte[], byte[]> producer = connect()) {
            FileStatus[] files = hdfs.globStatus(new org.apache.hadoop.fs.Path(trips));
            if (files.length == 0) {
                throw new FileNotFoundException(
                        "HDFS has no %s. Are the trips there? lab step show 01".formatted(trips));
            }
            for (FileStatus file : files) {
                Path copy = Files.createTempFile("trips", ".parquet");
                hdfs.copyToLocalFile(false, file.getPath(), new org.apache.hadoop.fs.Path(copy.toUri()), true);
                long acknowledged = send(producer, System.getenv("LAB_TOPIC"), records(copy));
                System.out.printf("%,d records acknowledged%n", acknowledged);
                Files.delete(copy);
            }
        }
    }

    /** Of the brokers and with the login of the lab's shell; acknowledged is what all replicas in sync have. */
    private static Producer<byte[], byte[]> connect() throws Exception {
        Properties login = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of(System.getenv("LAB_CLIENT_PROPERTIES")))) {
            login.load(file);
        }
        login.put("bootstrap.servers", System.getenv("LAB_BOOTSTRAP"));
        return new KafkaProducer<>(TripProducer.settings(login), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** § 2: each row as a JSON object. It is made when it is asked for: a month may be larger than the memory. */
    public static Iterable<byte[]> records(Path parquet) {
        TripFile file = TripFile.openLocal(parquet);
        return () -> Stream.generate(file::read)
                .takeWhile(Objects::nonNull)
                .map(trip -> {
                    ObjectNode record = JSON.createObjectNode();
                    for (TripColumn column : file.columns()) {
                        // A Long, a Double, a String or null: 2, 2.0, "2" and null in JSON.
                        record.putPOJO(column.columnName(), trip.get(column));
                    }
                    return record.toString().getBytes(StandardCharsets.UTF_8);
                })
                .iterator();
    }

    /** § 2: sends each record, and waits until every one is acknowledged; their number. It throws if one is refused. */
    public static long send(Producer<byte[], byte[]> producer, String topic, Iterable<byte[]> records) {
        int partitions = producer.partitionsFor(topic).size();
        AtomicLong acknowledged = new AtomicLong();
        AtomicReference<Exception> refused = new AtomicReference<>();
        long sent = 0;
        for (byte[] record : records) {
            // Row i goes to partition i mod n: all are used evenly, whatever the size of the file.
            int partition = (int) (sent++ % partitions);
            producer.send(new ProducerRecord<>(topic, partition, null, record), (metadata, e) -> {
                if (e == null) {
                    acknowledged.incrementAndGet();
                } else {
                    refused.compareAndSet(null, e);
                }
            });
        }
        producer.flush();
        if (refused.get() != null) {
            String taken = "%s took %,d of %,d records, then refused one".formatted(topic, acknowledged.get(), sent);
            throw new KafkaException(taken, refused.get());
        }
        return acknowledged.get();
    }
}
