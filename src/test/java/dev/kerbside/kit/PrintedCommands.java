package dev.kerbside.kit;

import java.nio.file.Path;
import java.util.List;

/** What becomes of the tutorial's commands on the edge node, each as it is printed but for blanks and line breaks. */
final class PrintedCommands {
    static final String PRODUCER = "stream_taxi_data_kafka_producer.py";
    static final String JOB = "stream_taxi_data_spark.py";

    /** The last word of it, the program's name, is one of the lines that the text has lost. */
    static final String SUBMIT = "/bin/spark3-submit --master local --driver-memory 2g --num-executors 2"
            + " --executor-memory 2g --packages org.apache.spark:spark-sql-kafka-0-10_2.12:3.2.2 --driver-java-options"
            + " \"-Djava.security.auth.login.config=/etc/kafka/conf/kafka_client_jaas.conf\"";

    static final String PACKAGES = "pip install kafka-python pyarrow gssapi pandas";
    static final String PRODUCE = "python3 " + PRODUCER;

    static final List<String> WORK = List.of(
            "kinit -kt ~/tdp_user.keytab tdp_user@REALM.TDP",
            "mkdir nyc-taxi-stream && cd nyc-taxi-stream",
            "python3 -m venv venv",
            "source venv/bin/activate",
            "pip install --upgrade pip",
            PACKAGES,
            "/bin/kafka-topics.sh --create --topic tdp-user-nyc-taxi --replication-factor 3 --partitions 3"
                    + " --command-config /etc/kafka/conf/client.properties",
            "cd nyc-taxi-stream",
            "/bin/kafka-topics.sh --delete --topic tdp-user-nyc-taxi"
                    + " --command-config /etc/kafka/conf/client.properties");

    private static final Path INDEX = Path.of("tutorial-steps/README.md");
    private static final Path INGEST = Path.of("tutorial-steps/03-ingest/README.md");

    static final List<Refused> REFUSED = List.of(
            new Refused("vagrant ssh edge-01", "vagrant: command not found", INDEX, "vagrant ssh edge-01"),
            new Refused("sudo su tdp_user", "sudo: command not found", INDEX, "sudo su tdp_user"),
            new Refused(SUBMIT, "Missing application resource", Path.of("tutorial-steps/10-submit/README.md"), JOB),
            new Refused(
                    "source ven/bin/activate",
                    "ven/bin/activate: No such file or directory",
                    INDEX,
                    "source ven/bin/activate"),
            new Refused(PRODUCE, "module 'pyarrow' has no attribute 'HadoopFileSystem'", INGEST, "pa.HadoopFileSystem"),
            // There is nothing to stop: the program has ended.
            new Refused("kill -9 $(pgrep -f " + PRODUCER + ")", "kill: usage", INGEST, "kill -9"));

    private PrintedCommands() {}

    /**
     * One that cannot work.
     *
     * @param said what the shell says of it
     * @param page that gives the reason
     * @param named in a code span of the page
     */
    record Refused(String command, String said, Path page, String named) {}

    /** Without what a shell does not care about. */
    static String plain(String command) {
        return command.replaceAll("\\s*\\\\\\n\\s*| +", " ").strip();
    }
}
