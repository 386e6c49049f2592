package dev.kerbside.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.kerbside.Endpoints;
import dev.kerbside.security.HadoopConfiguration;
import dev.kerbside.security.Hdfs;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.kafka.clients.admin.Admin;

/** Failures of real clients, and what the lab says about them. */
public final class Provoked {
    private static final long LIMIT_SECONDS = 60;

    private Provoked() {}

    /** The text means this first of all, and says so in these words. */
    public static void assertExplained(String text, String id, String words) throws IOException {
        assertThat(Explanation.of(new StringReader(text)).diagnoses())
                .as(text)
                .first()
                .satisfies(first -> {
                    assertThat(first.id()).as(text).isEqualTo(id);
                    assertThat(first.cause()).contains(words);
                });
    }

    /** As an exception, and as the stack trace that stands in a log. */
    static void assertExplained(Throwable failure, String id, String words) throws IOException {
        assertThat(failure).as("the failure that should be " + id).isNotNull();
        StringWriter log = new StringWriter();
        failure.printStackTrace(new PrintWriter(log));
        assertExplained(log.toString(), id, words);
        assertThat(Explanation.of(failure).diagnoses())
                .as(log.toString())
                .first()
                .extracting(Diagnosis::id)
                .isEqualTo(id);
    }

    /** Something that an administrator asks. */
    interface Question {
        Future<?> ask(Admin admin);
    }

    /** What a Kafka client with little patience gets for an answer. */
    static Throwable kafka(Properties login, Question question) {
        Properties impatient = new Properties();
        impatient.putAll(login);
        impatient.put("default.api.timeout.ms", "4000");
        impatient.put("request.timeout.ms", "3000");
        return catchThrowable(() -> {
            try (Admin admin = Admin.create(impatient)) {
                question.ask(admin).get();
            }
        });
    }

    /** As {@link #kafka(Properties, Question)}, for whether the client is let in at all. */
    static Throwable kafka(Properties login) {
        return kafka(login, admin -> admin.listTopics().names());
    }

    /** Something that is done with HDFS. */
    interface HdfsAction {
        void with(FileSystem fs) throws IOException;
    }

    static Throwable hdfs(Configuration conf, UserGroupInformation identity, HdfsAction action) {
        return catchThrowable(() -> {
            try (FileSystem fs = Hdfs.open(conf, identity)) {
                action.with(fs);
            }
        });
    }

    /** A client's configuration that does not repeat what was refused. */
    static Configuration hdfsConf(Endpoints lab) {
        Configuration conf = HadoopConfiguration.of(lab);
        conf.setInt("ipc.client.connect.max.retries.on.sasl", 0);
        conf.setInt("ipc.client.connect.max.retries", 0);
        return conf;
    }

    /** What a program printed, on both streams; with nothing to read, and ended when its time is up. */
    static String output(ProcessBuilder program, Path folder) throws Exception {
        Path output = Files.createTempFile(folder, "output", ".txt");
        Process process = program.redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return Files.readString(output);
    }
}
