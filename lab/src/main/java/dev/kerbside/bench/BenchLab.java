package dev.kerbside.bench;

import dev.kerbside.Endpoints;
import dev.kerbside.JobFolder;
import dev.kerbside.Lab;
import dev.kerbside.LabException;
import dev.kerbside.folder.Json;
import dev.kerbside.process.Build;
import dev.kerbside.process.ForkedJvm;
import dev.kerbside.security.HadoopConfiguration;
import dev.kerbside.security.Hdfs;
import dev.kerbside.security.KafkaLogin;
import dev.kerbside.security.Kerberos;
import dev.kerbside.steps.PythonProducer;
import dev.kerbside.steps.SparkLogin;
import dev.kerbside.steps.SparkSubmit;
import dev.kerbside.steps.Topics;
import dev.kerbside.taxi.LocalPath;
import dev.kerbside.taxi.Zones;
import dev.kerbside.taxi.file.SyntheticMonth;
import dev.kerbside.taxi.file.TripStore;
import dev.kerbside.taxi.topic.TripTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kerby.kerberos.kerb.KrbException;

/** A running lab as the benches use it: files of trips in HDFS, topics of their own, processes that are measured. */
final class BenchLab {
    private static final long SEED = 2024;

    private final Lab lab;
    private final Endpoints endpoints;
    private final JobFolder scratch;
    private int topics;

    BenchLab(Lab lab) throws IOException {
        this.lab = lab;
        this.endpoints = lab.endpoints();
        this.scratch = lab.job("bench");
        try (FileSystem fs = hdfs()) {
            new TripStore(fs, endpoints.names()).putZones(Zones.all());
        }
    }

    JobFolder scratch() {
        return scratch;
    }

    Properties kafka() {
        return KafkaLogin.keytab(endpoints, endpoints.user());
    }

    /** The producer in Python, with a ticket of its own. */
    PythonProducer python() throws IOException, KrbException {
        Path ticket = scratch.file("krb5cc");
        Kerberos.kinit(endpoints.krb5Conf(), endpoints.user(), endpoints.keytab(), ticket);
        return new PythonProducer(lab.localShell(), "export KRB5CCNAME='FILE:%s'".formatted(ticket));
    }

    /** HDFS as tdp_user; the caller closes it. */
    FileSystem hdfs() throws IOException {
        return Hdfs.open(HadoopConfiguration.of(endpoints), Kerberos.login(endpoints, endpoints.user()));
    }

    /** A synthetic month of this many rows on this machine; the same one each time. */
    Path trips(long rows) {
        Path file = scratch.file("green_tripdata_synthetic_%d.parquet".formatted(rows));
        if (!Files.exists(file)) {
            SyntheticMonth.write(file, rows, SEED);
        }
        return file;
    }

    /** The same in HDFS: its path there. */
    String tripsInHdfs(long rows) throws IOException {
        Path file = trips(rows);
        try (FileSystem fs = hdfs()) {
            if (!fs.exists(TripStore.tripsPath(file, endpoints.names()))) {
                new TripStore(fs, endpoints.names()).putTrips(file);
            }
        }
        return TripStore.tripsPath(file, endpoints.names()).toString();
    }

    /** A new topic with the tutorial's settings. */
    String newTopic() throws ExecutionException, InterruptedException {
        String name = endpoints.names().topic("bench-" + ++topics);
        try (Topics one = topics(name)) {
            one.create();
        }
        return name;
    }

    /** Refuses to go on if a topic has not exactly these records: whoever was fast must have done the work. */
    void requireRecords(String topic, long records) {
        long there = new TripTopic(kafka(), topic).records();
        if (there != records) {
            throw LabException.checkFailed("%s has %,d records instead of %,d: lab logs broker-1 may say why."
                    .formatted(topic, there, records));
        }
    }

    /** Deletes a topic. */
    void delete(String topic) throws ExecutionException, InterruptedException {
        try (Topics one = topics(topic)) {
            one.delete();
        }
    }

    private Topics topics(String name) {
        return new Topics(kafka(), List.of(new NewTopic(name, endpoints.names().partitions(), (short)
                endpoints.names().replicas())));
    }

    /** Sends this many trips to a topic, in a process that is measured. */
    IngestJob.Result ingest(long rows, String topic) throws IOException, InterruptedException {
        Path result = scratch.file("ingest.json");
        ForkedJvm.Command command = command(
                IngestJob.class.getName(),
                List.of(endpoints.folder().toString(), tripsInHdfs(rows), topic, result.toString()));
        try (var job = BenchJob.start(command, result, IngestJob.Result.class)) {
            return job.result();
        }
    }

    /** A JVM of Java's defaults, as Kafka's own commands are; its output goes to {@link #output}. */
    ForkedJvm.Command command(String mainClass, List<String> args) {
        return new ForkedJvm.Command(
                mainClass,
                args,
                List.of("-Xmx512m", "-Djava.security.krb5.conf=" + endpoints.krb5Conf(), "-Dlab.log.level=error"),
                scratch.folder(),
                Build.classPath(),
                List.of(),
                output(),
                scratch.log(),
                false,
                Map.of());
    }

    Path output() {
        return scratch.file("output.txt");
    }

    /** Starts the streaming job on a topic of as many records as the plan has, which may yet come. */
    BenchJob<StreamJob.Result> stream(String topic, StreamPlan plan) throws IOException {
        Path result = scratch.file("stream.json");
        Path planned = scratch.file("plan.json");
        Json.write(planned, plan);
        Map<String, String> settings = new HashMap<>(SparkLogin.LOCAL_CHECKPOINTS);
        settings.putAll(Map.of(
                "topic",
                topic,
                "checkpoints",
                LocalPath.of(scratch.checkpoints()),
                StreamJob.PLAN,
                planned.toString(),
                StreamJob.RESULT,
                result.toString()));
        return BenchJob.start(
                SparkSubmit.command(
                        endpoints,
                        SparkSubmit.Program.of(StreamJob.class),
                        settings,
                        List.of(),
                        scratch,
                        output(),
                        false),
                result,
                StreamJob.Result.class);
    }
}
