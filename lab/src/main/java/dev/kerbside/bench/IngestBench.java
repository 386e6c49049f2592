package dev.kerbside.bench;

import dev.kerbside.LabException;
import dev.kerbside.Progress;
import dev.kerbside.steps.PythonProducer;
import dev.kerbside.taxi.file.TripFile;
import dev.kerbside.taxi.topic.TripJson;
import dev.kerbside.taxi.topic.TripProducer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.hadoop.fs.FileSystem;
import org.apache.kafka.tools.ProducerPerformance;

/**
 * Step 03's producer, from Parquet in HDFS, against Kafka's own load generator, in turn in one warm JVM: the same
 * brokers, topic settings, records, acks, batches and compression. Each is timed from its call to its end; the generator
 * has its records in memory, ours reads, decodes and writes JSON.
 */
final class IngestBench {
    private static final int SAMPLE = 10_000;
    private static final long PYTHON_ROWS = 50_000;

    private final BenchLab lab;
    private final Progress progress;

    IngestBench(BenchLab lab, Progress progress) {
        this.lab = lab;
        this.progress = progress;
    }

    /** A way to fill a topic. */
    private interface Sender {
        void fill(String topic) throws Exception;
    }

    List<Measurement> measure(long rows, Rounds rounds) throws Exception {
        String trips = lab.tripsInHdfs(rows);
        String config = producerConfig().toString();
        String sample = sample(rows).toString();
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        progress.say("ingest: %,d rows".formatted(rows));
        rate(rows, topic -> ours(trips, topic));
        rate(rows, topic -> theirs(rows, topic, sample, config));
        while (rounds.another()) {
            ours.add(rate(rows, topic -> ours(trips, topic)));
            theirs.add(rate(rows, topic -> theirs(rows, topic, sample, config)));
            progress.say("ingest, %s: %,.0f rows/s; ProducerPerformance %,.0f rows/s"
                    .formatted(rounds, ours.get(ours.size() - 1), theirs.get(theirs.size() - 1)));
        }
        List<Measurement> figures = new ArrayList<>();
        figures.add(figure(rows, ours, "Kafka's ProducerPerformance", theirs));
        PythonProducer python = lab.python();
        if (python.isHere()) {
            figures.add(figure(rows, ours, "the tutorial's producer in Python", python(python, ours.size())));
        } else {
            progress.say(
                    "ingest: no Python with gssapi, kafka, pandas and pyarrow is here (lab python gets it), so not against it");
        }
        return figures;
    }

    private static Measurement figure(long rows, List<Double> ours, String against, List<Double> theirs) {
        String what = "%,d rows from Parquet in HDFS to Kafka".formatted(rows);
        return new Measurement("ingest", what, "rows/s", ours, against, theirs);
    }

    private List<Double> python(PythonProducer python, int rounds) throws Exception {
        String trips = lab.tripsInHdfs(PYTHON_ROWS);
        List<Double> rates = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            String topic = lab.newTopic();
            rates.add(python.send(trips, topic, 0, new CompletableFuture<>(), said -> {}));
            lab.requireRecords(topic, PYTHON_ROWS);
            lab.delete(topic);
        }
        progress.say("ingest, in Python, %,d rows: %s rows/s".formatted(PYTHON_ROWS, Spread.of(rates)));
        return rates;
    }

    private double rate(long rows, Sender sender) throws Exception {
        String topic = lab.newTopic();
        long began = System.nanoTime();
        sender.fill(topic);
        double rate = rows * 1e9 / (System.nanoTime() - began);
        lab.requireRecords(topic, rows);
        lab.delete(topic);
        return rate;
    }

    private void ours(String trips, String topic) throws IOException {
        try (FileSystem fs = lab.hdfs();
                TripFile file = TripFile.open(fs, new org.apache.hadoop.fs.Path(trips))) {
            new TripProducer(lab.kafka(), topic, 0).send(file, sent -> {});
        }
    }

    private static void theirs(long rows, String topic, String sample, String config) throws Exception {
        PrintStream terminal = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            ProducerPerformance.main(new String[] {
                "--topic", topic,
                "--num-records", Long.toString(rows),
                "--throughput", "-1",
                "--payload-file", sample,
                "--producer.config", config
            });
        } finally {
            System.setOut(terminal);
        }
        if (!said.toString(StandardCharsets.UTF_8).contains(rows + " records sent")) {
            throw LabException.checkFailed("ProducerPerformance did not send %,d records. It said: %s"
                    .formatted(rows, said.toString(StandardCharsets.UTF_8).strip()));
        }
    }

    /** The producer's own settings, and the login. */
    private Path producerConfig() throws IOException {
        Path file = lab.scratch().file("producer.properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            TripProducer.settings(lab.kafka()).store(writer, null);
        }
        return file;
    }

    /** The first records of the file as they are sent, a line each. */
    private Path sample(long rows) throws IOException {
        Path file = lab.scratch().file("records.json");
        try (TripFile trips = TripFile.openLocal(lab.trips(rows));
                OutputStream out = Files.newOutputStream(file)) {
            TripJson json = TripJson.of(trips);
            for (long row = 0; row < Math.min(rows, SAMPLE); row++) {
                out.write(json.write(trips.read()));
                out.write('\n');
            }
        }
        return file;
    }
}
