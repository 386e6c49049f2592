package dev.kerbside.config;

import dev.kerbside.python.PythonHome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Commands of the distributions, and the classes that they start. */
final class Tools {
    /** What lists the jars; Hadoop's script prints its own list where there is no option. */
    static final String CLASSPATH = "org.apache.hadoop.util.Classpath";

    /** All that a client of a Kafka 3.9 has. */
    static final Map<String, String> KAFKA = ordered(
            "kafka-topics.sh", "org.apache.kafka.tools.TopicCommand",
            "kafka-console-consumer.sh", "org.apache.kafka.tools.consumer.ConsoleConsumer",
            "kafka-console-producer.sh", "kafka.tools.ConsoleProducer",
            "kafka-get-offsets.sh", "org.apache.kafka.tools.GetOffsetShell",
            "kafka-delete-records.sh", "org.apache.kafka.tools.DeleteRecordsCommand",
            "kafka-acls.sh", "kafka.admin.AclCommand",
            "kafka-configs.sh", "kafka.admin.ConfigCommand",
            "kafka-consumer-groups.sh", "org.apache.kafka.tools.consumer.group.ConsumerGroupCommand",
            "kafka-producer-perf-test.sh", "org.apache.kafka.tools.ProducerPerformance",
            "kafka-consumer-perf-test.sh", "org.apache.kafka.tools.ConsumerPerformance",
            "kafka-reassign-partitions.sh", "org.apache.kafka.tools.reassign.ReassignPartitionsCommand",
            "kafka-leader-election.sh", "org.apache.kafka.tools.LeaderElectionCommand",
            "kafka-log-dirs.sh", "org.apache.kafka.tools.LogDirsCommand",
            "kafka-delegation-tokens.sh", "org.apache.kafka.tools.DelegationTokenCommand",
            "kafka-transactions.sh", "org.apache.kafka.tools.TransactionsCommand",
            "kafka-features.sh", "org.apache.kafka.tools.FeatureCommand",
            "kafka-metadata-quorum.sh", "org.apache.kafka.tools.MetadataQuorumCommand",
            "kafka-cluster.sh", "org.apache.kafka.tools.ClusterTool",
            "kafka-broker-api-versions.sh", "kafka.admin.BrokerApiVersionsCommand");

    /** Kafka's commands that take no {@code --bootstrap-server}, or not as their first word. */
    static final Set<String> TOLD_OTHERWISE = Set.of("kafka-producer-perf-test.sh", "kafka-cluster.sh");

    static final Map<String, String> HDFS = ordered(
            "dfs", "org.apache.hadoop.fs.FsShell",
            "dfsadmin", "org.apache.hadoop.hdfs.tools.DFSAdmin",
            "fsck", "org.apache.hadoop.hdfs.tools.DFSck",
            "getconf", "org.apache.hadoop.hdfs.tools.GetConf",
            "groups", "org.apache.hadoop.hdfs.tools.GetGroups",
            "classpath", CLASSPATH,
            "version", "org.apache.hadoop.util.VersionInfo");

    static final Map<String, String> HADOOP = ordered(
            "fs", "org.apache.hadoop.fs.FsShell",
            "jar", "org.apache.hadoop.util.RunJar",
            "classpath", CLASSPATH,
            "version", "org.apache.hadoop.util.VersionInfo");

    /** A client of YARN's, which is told the subcommand too. */
    static final String APPLICATIONS = "org.apache.hadoop.yarn.client.cli.ApplicationCLI";

    static final Map<String, String> YARN = ordered(
            "application", APPLICATIONS,
            "applicationattempt", APPLICATIONS,
            "container", APPLICATIONS,
            "logs", "org.apache.hadoop.yarn.client.cli.LogsCLI",
            "node", "org.apache.hadoop.yarn.client.cli.NodeCLI",
            "classpath", CLASSPATH,
            "version", "org.apache.hadoop.util.VersionInfo");

    private static final String SHELL = "--class org.apache.spark.repl.Main --name 'Spark shell'"
            + " --conf spark.plugins=dev.kerbside.steps.SparkShellPlugin";

    /** The first word is the launcher's name of it. */
    static final String PYTHON_SHELL = "pyspark-shell-main --name 'PySpark shell'";

    /** In the folder {@code python/lib} of a SPARK_HOME. */
    static final List<String> PYSPARK_SOURCES = PythonHome.ZIPS;

    /** Spark's are all spark-submit: each with the words that come before the caller's. */
    static final Map<String, String> SPARK = ordered(
            "spark-submit", "",
            "spark3-submit", "",
            "spark-shell", SHELL,
            "spark3-shell", SHELL,
            "pyspark", PYTHON_SHELL,
            "pyspark3", PYTHON_SHELL);

    private Tools() {}

    private static Map<String, String> ordered(String... keysAndValues) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
