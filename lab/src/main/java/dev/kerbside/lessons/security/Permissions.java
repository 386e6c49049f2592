package dev.kerbside.lessons.security;

import dev.kerbside.Capability;
import dev.kerbside.Principal;
import dev.kerbside.drills.Claims;
import dev.kerbside.security.KafkaLogin;
import dev.kerbside.steps.Lesson;
import dev.kerbside.steps.TutorialContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.awaitility.Awaitility;

/** Rights of a streaming job are given and taken while it runs: to its topic, to its folder, and by a token. */
public final class Permissions implements Lesson<PermissionsFindings> {
    private static final Principal READER = PermissionsFindings.READER;
    private static final Principal WRITER = PermissionsFindings.WRITER;
    private static final int NUMBERS = 30;

    @Override
    public String id() {
        return "27-permissions";
    }

    @Override
    public String title() {
        return "Who may do what";
    }

    @Override
    public Set<Capability> needs() {
        return Set.of(Capability.NODE_LOGS, Capability.KDC_JOURNAL);
    }

    @Override
    public Class<PermissionsFindings> findings() {
        return PermissionsFindings.class;
    }

    private Path target(TutorialContext context) {
        return new Path(folder(context.names()), "numbers");
    }

    @Override
    public boolean reset(TutorialContext context) throws Exception {
        // Left by a run that was ended half-way, it belongs to HDFS's superuser.
        HdfsRight.giveAway(context.endpoints(), WRITER, target(context));
        return Lesson.super.reset(context);
    }

    @Override
    public PermissionsFindings observe(TutorialContext context) throws Exception {
        SparkSession spark = context.spark();
        makeTarget(context);
        Properties reader = KafkaLogin.keytab(context.endpoints(), READER);
        Map<String, String> login = Map.of("sasl.jaas.config", reader.getProperty("sasl.jaas.config"));
        try (Numbers numbers = new Numbers(context, topic(context.names()));
                FileSystem fs = context.hdfs();
                KafkaRight topicRight = new KafkaRight(context.endpoints(), READER, reader, topic(context.names()));
                HdfsRight folderRight = new HdfsRight(context.endpoints(), WRITER, target(context));
                NumberStream job = new NumberStream(spark, numbers, login, (batch, id) -> batch.write()
                        .mode("overwrite")
                        .csv(target(context) + "/batch-" + id))) {
            folderRight.grant();
            String never = withoutRight(context, job);
            topicRight.grant();
            context.narrator().say("with the right to read the topic");
            job.start();
            numbers.send(NUMBERS);
            job.awaitAll();

            context.narrator().say("the right to read the topic is taken from the running job");
            List<NodeLog> brokers = brokers(context);
            topicRight.revoke();
            String topicRevoked = job.awaitFailure();
            numbers.send(NUMBERS);
            List<String> brokersSaid = said(brokers, "is Denied operation", topic(context.names()));
            topicRight.grant();
            job.start();
            job.awaitAll();

            context.narrator().say("the right to write into the folder is taken from the running job");
            NodeLog nameNode = new NodeLog(context.lab(), "namenode");
            Path open = new Path(target(context), "open.txt");
            String folderRevoked;
            try (FSDataOutputStream out = fs.create(open)) {
                out.writeBytes("before");
                out.hflush();
                folderRight.revoke();
                numbers.send(NUMBERS);
                folderRevoked = job.awaitFailure();
                out.writeBytes(" and after");
            }
            List<String> nameNodeSaid = said(List.of(nameNode), "allowed=false", "ugi=" + WRITER.primary());
            folderRight.grant();
            job.start();
            job.awaitAll();
            job.stop();
            return new PermissionsFindings(
                    never,
                    topicRevoked,
                    brokersSaid,
                    folderRevoked,
                    nameNodeSaid,
                    fs.getFileStatus(open).getLen(),
                    numbers.sent(),
                    new DelegationToken(context, spark, numbers, READER).observe());
        }
    }

    private void makeTarget(TutorialContext context) throws IOException {
        try (FileSystem fs = context.hdfs()) {
            fs.mkdirs(target(context));
        }
    }

    private static String withoutRight(TutorialContext context, NumberStream job) throws Exception {
        context.narrator().say("a job of %s, who has no right to the topic".formatted(READER.name()));
        job.start();
        return job.awaitFailure();
    }

    private static List<NodeLog> brokers(TutorialContext context) throws IOException {
        List<NodeLog> logs = new ArrayList<>();
        for (int id = 1; id <= 3; id++) {
            logs.add(new NodeLog(context.lab(), "broker-" + id));
        }
        return logs;
    }

    /** The lines with both, each kind once; at least one, because a log may be behind. */
    private static List<String> said(List<NodeLog> logs, String one, String other) {
        Awaitility.await("a log has " + one)
                .until(() -> !lines(logs, one, other).isEmpty());
        try {
            return lines(logs, one, other);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(List<NodeLog> logs, String one, String other) throws IOException {
        List<String> lines = new ArrayList<>();
        for (NodeLog log : logs) {
            log.lines().stream()
                    .filter(line -> line.contains(one) && line.contains(other))
                    .forEach(lines::add);
        }
        return lines.stream().limit(8).toList();
    }

    @Override
    public void judge(PermissionsFindings found, TutorialContext context, Claims claims) throws Exception {
        try (FileSystem fs = context.hdfs()) {
            PermissionsExpectations.claim(found, written(fs, context), claims);
        }
        DelegationToken.judge(found.token(), claims);
    }

    /** The numbers that the job has written, as they lie in HDFS. */
    private List<Long> written(FileSystem fs, TutorialContext context) throws IOException {
        List<Long> written = new ArrayList<>();
        for (FileStatus file : fs.globStatus(new Path(target(context), "batch-*/part-*"))) {
            try (BufferedReader in =
                    new BufferedReader(new InputStreamReader(fs.open(file.getPath()), StandardCharsets.UTF_8))) {
                in.lines().map(Long::valueOf).forEach(written::add);
            }
        }
        return written;
    }
}
