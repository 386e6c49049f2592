package dev.kerbside.explain;

import static dev.kerbside.explain.Provoked.assertExplained;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.Endpoints;
import dev.kerbside.Lab;
import dev.kerbside.process.ForkedJvm;
import dev.kerbside.security.HadoopConfiguration;
import dev.kerbside.security.KafkaLogin;
import dev.kerbside.testkit.RunningLab;
import java.io.File;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.kafka.clients.admin.Admin;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Programs that were started in a wrong way, each in a JVM of its own. */
@ExtendWith(RunningLab.class)
class SparkFailuresIT {
    @TempDir
    private Path folder;

    /** Tries what comes first in a streaming job: the realm, a login to Kafka, then a stream from it. */
    public static final class Job {
        /** @param args the lab's folder */
        public static void main(String[] args) {
            Endpoints lab = Lab.attach(Path.of(args[0])).endpoints();
            Properties login = KafkaLogin.ticket(lab);
            login.remove("sasl.jaas.config");
            attempt("realm", () -> UserGroupInformation.setConfiguration(HadoopConfiguration.of(lab)));
            attempt("login", () -> Admin.create(login).close());
            attempt("stream", Job::stream);
            attempt("sort", Job::sort);
            Runtime.getRuntime().halt(0);
        }

        private static void stream() {
            SparkSession spark = SparkSession.builder()
                    .master("local[1]")
                    .config("spark.ui.enabled", false)
                    .getOrCreate();
            spark.readStream().format("kafka").load();
        }

        private static void sort() {
            SparkSession spark = SparkSession.builder().getOrCreate();
            try {
                spark.readStream()
                        .format("rate")
                        .load()
                        .orderBy("value")
                        .writeStream()
                        .format("console")
                        .start();
            } catch (TimeoutException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void attempt(String name, Runnable attempt) {
            System.out.println("== " + name);
            try {
                attempt.run();
            } catch (Throwable e) {
                e.printStackTrace(System.out);
            }
        }
    }

    @Test
    void aJobWithoutTheConnectorAndWithoutALogin(Endpoints lab) throws Exception {
        List<String> flags = new ArrayList<>(ForkedJvm.sharedFlags());
        flags.add("-Djava.security.krb5.conf=" + lab.krb5Conf());
        String output = run(flags, jar -> !jar.contains("spark-sql-kafka"), lab);

        assertExplained(part("login", output), "jaas-entry", "no login");
        assertExplained(part("stream", output), "spark-kafka-connector", "connector is not on the class path");
        assertExplained(part("sort", output), "not-on-streams", "sorting needs");
        assertThat(Explanation.of(new StringReader(output)).diagnoses())
                .extracting(Diagnosis::id)
                .containsExactly("jaas-entry", "not-on-streams", "spark-kafka-connector");
    }

    @Test
    void aJobWithoutTheOpeningsAndWithoutARealm(Endpoints lab) throws Exception {
        Path without = Files.writeString(folder.resolve("krb5.conf"), "[libdefaults]\ndns_lookup_realm = false\n");
        List<String> flags = List.of("-Djava.security.krb5.conf=" + without);
        String output = run(flags, jar -> true, lab);

        assertExplained(part("realm", output), "krb5-conf", "has not read the lab's krb5.conf");
        assertExplained(part("stream", output), "add-opens", "--add-opens flags are missing");
    }

    private String run(List<String> flags, Predicate<String> jars, Endpoints lab) throws Exception {
        String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(jars)
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(List.of(ForkedJvm.java()));
        command.addAll(flags);
        command.addAll(ForkedJvm.SHORT_LIVED);
        command.addAll(List.of("-Xmx600m", "-Dlab.log.level=off"));
        command.addAll(
                List.of("-cp", classPath, Job.class.getName(), lab.folder().toString()));
        return Provoked.output(new ProcessBuilder(command), folder);
    }

    /** What an attempt printed. */
    private static String part(String name, String output) {
        assertThat(output).contains("== " + name);
        return output.split("== " + name)[1].split("== ")[0];
    }
}
