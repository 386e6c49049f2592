package dev.kerbside.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.Endpoints;
import dev.kerbside.Principal;
import dev.kerbside.explain.Diagnosis;
import dev.kerbside.explain.Explanation;
import dev.kerbside.taxi.job.JobSettings;
import dev.kerbside.testkit.RunningLab;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.spi.ToolProvider;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The lab's spark-submit with the options of the tutorial's command. */
@ExtendWith(RunningLab.class)
class SparkSubmitIT {
    private static final String TOPIC = "tdp-user-submitted";
    private static final String FILE = "/user/tdp_user/submitted.txt";

    @TempDir
    private Path folder;

    /** What is submitted: reads HDFS by keytab and Kafka by JAAS, and says what its JVM was given. */
    public static final class Job {
        public static void main(String[] args) {
            SparkSession spark = SparkSession.builder().getOrCreate();
            System.out.println("lines in HDFS: " + spark.read().text(FILE).count());
            System.out.println("records in Kafka: "
                    + spark.read()
                            .format("kafka")
                            .options(JobSettings.of(spark).kafka())
                            .option("subscribe", TOPIC)
                            .load()
                            .count());
            System.out.println("extra option: " + System.getProperty("kit.extra"));
            System.out.println("memory of 512 MB: " + (Runtime.getRuntime().maxMemory() >> 20 <= 512));
            System.out.println("asks for a secret: " + spark.conf().get("spark.authenticate"));
            System.out.println(
                    "web interface: " + spark.sparkContext().uiWebUrl().isDefined());
        }
    }

    @Test
    void aJobFindsItsLoginsAndDriverOptionsAddToTheLabs(Endpoints lab) throws Exception {
        Terminal terminal = new Terminal(lab, folder);
        terminal.kinit(Principal.TDP_USER);
        Terminal.Result prepared = terminal.run(
                """
                printf 'a\\nb\\n' > two.txt && hdfs dfs -put -f two.txt %s
                kafka-topics.sh --create --if-not-exists --topic %s --partitions 3 --replication-factor 3 \
                    --bootstrap-server "$LAB_BOOTSTRAP" --command-config "$LAB_CLIENT_PROPERTIES"
                """
                        .formatted(FILE, TOPIC));
        assertThat(prepared.exit()).as(prepared.output()).isZero();

        // No ticket and no variable of env.sh: the logins are in spark-defaults.conf and the launcher's java-opts.
        Terminal.Result result = terminal.run(
                """
                unset SPARK_SUBMIT_OPTS KAFKA_OPTS KRB5_CONFIG KRB5CCNAME
                spark3-submit --master local --driver-memory 512m --num-executors 2 --executor-memory 512m \
                    --driver-java-options "-Dkit.extra='with a blank'" --class '%s' '%s'
                """
                        .formatted(Job.class.getName(), jar()));

        assertThat(result.exit()).as(result.output()).isZero();
        assertThat(result.output().lines())
                .containsExactly(
                        "lines in HDFS: 2",
                        "records in Kafka: 0",
                        "extra option: with a blank",
                        "memory of 512 MB: true",
                        "asks for a secret: true",
                        "web interface: false");
    }

    /** The job's own jar. */
    private Path jar() {
        Path jar = folder.resolve("job.jar");
        String classes =
                Job.class.getProtectionDomain().getCodeSource().getLocation().getPath();
        int exit = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "--create",
                        "--file",
                        jar.toString(),
                        "-C",
                        classes,
                        Job.class.getName().replace('.', '/') + ".class");
        assertThat(exit).isZero();
        return jar;
    }

    @Test
    void aJobThatIsNotThereGivesSparksOwnMessageAndExitCode(Endpoints lab) throws Exception {
        Terminal.Result result =
                new Terminal(lab, folder).run("spark-submit --master local --class no.Such target/kerbside.jar");
        assertThat(result.exit()).isEqualTo(101);
        assertThat(result.output()).contains("Failed to load class no.Such");
        assertThat(Explanation.of(new StringReader(result.output())).diagnoses())
                .extracting(Diagnosis::id)
                .containsExactly("class-not-loaded");
    }
}
