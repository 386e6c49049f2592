package dev.kerbside.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts, with a stand-in for java that prints what it is given. */
class CommandsTest {
    @TempDir
    private Path temporary;

    @Test
    void theCommandsOfAClientOfKafkaHadoopAndSparkAreThere() {
        assertThat(commands(temporary).scripts())
                .containsOnlyKeys(
                        "kafka-topics.sh",
                        "kafka-console-consumer.sh",
                        "kafka-console-producer.sh",
                        "kafka-get-offsets.sh",
                        "kafka-delete-records.sh",
                        "kafka-acls.sh",
                        "kafka-configs.sh",
                        "kafka-consumer-groups.sh",
                        "kafka-producer-perf-test.sh",
                        "kafka-consumer-perf-test.sh",
                        "kafka-reassign-partitions.sh",
                        "kafka-leader-election.sh",
                        "kafka-log-dirs.sh",
                        "kafka-delegation-tokens.sh",
                        "kafka-transactions.sh",
                        "kafka-features.sh",
                        "kafka-metadata-quorum.sh",
                        "kafka-cluster.sh",
                        "kafka-broker-api-versions.sh",
                        "hdfs",
                        "hadoop",
                        "yarn",
                        "spark-submit",
                        "spark3-submit",
                        "spark-shell",
                        "spark3-shell",
                        "pyspark",
                        "pyspark3");
    }

    @ParameterizedTest
    @CsvSource({
        "kafka-topics.sh --list, org.apache.kafka.tools.TopicCommand",
        "hdfs dfs -ls /, org.apache.hadoop.fs.FsShell",
        "hdfs getconf -namenodes, org.apache.hadoop.hdfs.tools.GetConf",
        "hadoop fs -ls /, org.apache.hadoop.fs.FsShell"
    })
    void aCommandStartsTheDistributionsClassWithItsArguments(String command, String main) throws Exception {
        install();
        String arguments = command.replaceFirst("^(hdfs|hadoop) \\S+|^\\S+", "").strip();
        assertThat(run(command)).contains("<" + main + ">", "<" + arguments.replace(" ", ">\n<") + ">");
    }

    @Test
    void everyClassThatAScriptStartsIsOnTheClassPath() throws Exception {
        for (String script : commands(temporary).scripts().values()) {
            for (String main : script.split("[^\\w.]+")) {
                if (main.matches("(org\\.apache|kafka)\\.[\\w.]+\\.[A-Z]\\w+")) {
                    assertThat(Class.forName(main, false, getClass().getClassLoader()))
                            .isNotNull();
                }
            }
        }
    }

    @Test
    void optionsOfTheEnvironmentMayHaveBlanksInQuotesAndComeAfterTheLabs() throws Exception {
        install();
        assertThat(run("export KAFKA_OPTS='-Da=1 \"-Db=two words\"'; kafka-topics.sh --list"))
                .containsSubsequence("/a home/java.args>", "<-Da=1>", "<-Db=two words>", "<--list>");
    }

    @Test
    void optionsForAllJvmsOfAPersonDoNotReachThem() throws Exception {
        install();
        executable("a java", "#!/bin/bash\nenv\n");
        String person = "export _JAVA_OPTIONS=-Da JAVA_TOOL_OPTIONS=-Db JDK_JAVA_OPTIONS=-Dc SPARK_LOCAL_IP=10.9.9.9; ";
        assertThat(run(person + "kafka-topics.sh; hdfs dfs")).doesNotContain("_OPTIONS=");
        assertThat(run(person + "spark-submit 2>&1 || cat spark-submit"))
                .contains("unset _JAVA_OPTIONS JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS")
                .contains("export SPARK_LOCAL_HOSTNAME=localhost SPARK_LOCAL_IP=127.0.0.1\n");
    }

    @Test
    void theyRunInAShellThatKeepsToPosix() throws Exception {
        install();
        assertThat(run("export POSIXLY_CORRECT=1 KAFKA_OPTS=-Da=1; kafka-topics.sh --list"))
                .contains("<-Da=1>", "<--list>");
    }

    @Test
    void hdfsHasTheConfigurationOfTheEnvironmentBehindTheJars() throws Exception {
        install();
        assertThat(run("hdfs dfs -ls")).contains("CLASSPATH=/jars/*:/default conf\n");
        assertThat(run("HADOOP_CONF_DIR=/my/conf hdfs dfs -ls")).contains("CLASSPATH=/jars/*:/my/conf\n");
        assertThat(run("hdfs classpath --glob")).contains("CLASSPATH=/default conf:/jars/*\n");
    }

    @Test
    void noArchiveIsUsedBesideAnAgentOrAnotherWordOnArchives() throws Exception {
        install();
        assertThat(run("kafka-topics.sh")).contains("<-XX:SharedArchiveFile=/an archive>");
        for (String other : List.of("-javaagent:a.jar", "-agentlib:jdwp", "-agentpath:/a", "-Xshare:off")) {
            assertThat(run("export KAFKA_OPTS='-Da=1 " + other + "' HADOOP_OPTS=" + other
                            + "; kafka-topics.sh; hdfs dfs"))
                    .contains("<" + other + ">")
                    .doesNotContain("SharedArchiveFile");
        }
    }

    /** As Spark's launcher prints the words of a driver's JVM. */
    @ParameterizedTest
    @CsvSource({
        "/spark conf/:/jars/*, , /jars/*:/spark conf/, true",
        "/mine.jar:/spark conf/:/jars/*, , /mine.jar:/spark conf/:/jars/*, false",
        "/spark conf/:/jars/*, -javaagent:a.jar, /jars/*:/spark conf/, false"
    })
    void aDriverHasTheJarsFirstAndTheArchiveUnlessSomethingElseIs(
            String classPath, String agent, String used, boolean archive) throws Exception {
        install();
        String words = "'' /bin/echo --add-opens=java.base/sun.security.action=ALL-UNNAMED %s -cp '%s' Main"
                .formatted(agent == null ? "-Da=1" : agent, classPath);
        executable("a java", "#!/bin/bash\nprintf '%s\\0' " + words + "\n");
        assertThat(run("spark-submit job.jar"))
                .contains("-cp " + used + " Main")
                .doesNotContain("sun.security.action")
                .matches(said -> said.contains("-XX:SharedArchiveFile=/an archive -cp") == archive);
    }

    /** So a configuration may come behind the jars. */
    @ParameterizedTest
    @ValueSource(strings = {"core-site.xml", "hdfs-site.xml", "yarn-site.xml", "mapred-site.xml", "ssl-client.xml"})
    void noJarHasAFileOfHadoopsConfiguration(String file) throws Exception {
        assertThat(getClass().getClassLoader().getResources(file).hasMoreElements())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acls",
                "broker-api-versions",
                "configs",
                "console-consumer",
                "console-producer",
                "consumer-groups",
                "consumer-perf-test",
                "delegation-tokens",
                "delete-records",
                "features",
                "get-offsets",
                "log-dirs",
                "reassign-partitions",
                "topics"
            })
    void eachCommandThatTdpWrapsAsksTheLabsBrokers(String name) throws Exception {
        install();
        assertThat(run("kafka-" + name + ".sh --an-option"))
                .contains(">\n<--bootstrap-server>\n<one:9092,two:9092>\n<--an-option>");
    }

    @Test
    void aCommandThatIsToldWhomToAskOrNeedsNobodyIsLeftAsItIs() throws Exception {
        install();
        assertThat(run("kafka-topics.sh --list --bootstrap-server three:9092"))
                .contains("<--list>\n<--bootstrap-server>\n<three:9092>")
                .doesNotContain("one:9092");
        assertThat(run("kafka-metadata-quorum.sh --bootstrap-controller three:9093 describe"))
                .doesNotContain("one:9092");
        assertThat(run("kafka-topics.sh; kafka-topics.sh --help; kafka-producer-perf-test.sh --topic t"))
                .doesNotContain("one:9092");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hadoop", "hdfs"})
    void theClassPathIsPrintedAsItIsAndByTheDistributionsClassWithAnOption(String command) throws Exception {
        install();
        assertThat(run(command + " classpath")).isEqualTo("/default conf:/jars/*\n");
        assertThat(run(command + " classpath --glob")).contains("<org.apache.hadoop.util.Classpath>\n<--glob>");
    }

    @Test
    void anotherSubcommandIsRefusedWithTheAllowedOnes() throws Exception {
        install();
        assertThat(run("hdfs namenode || echo \"exit $?\""))
                .isEqualTo(
                        """
                        hdfs: 'namenode' is no subcommand of it in the lab. It has: dfs, dfsadmin, fsck, getconf, groups, classpath, version
                        exit 2
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            --packages C:3.2.2 --master local job.py        | --master local job.py
            --packages=C:3.2.2 job.py                       | job.py
            --packages C:3.2.2,org:a:1,C:9,org:b:2 job.py   | --packages org:a:1,org:b:2 job.py
            --packages org:a:1 job.py                       | --packages org:a:1 job.py
            --verbose --name=a --packages C:1 job.py        | --verbose --name=a job.py
            --conf --packages job.py                        | --conf --packages job.py
            job.py --packages C:3.2.2                       | job.py --packages C:3.2.2
            --master local --packages                       | --master local --packages
            """)
    void sparksConnectorToKafkaIsLeftOutOfThePackages(String given, String submitted) throws Exception {
        install();
        executable("a java", "#!/bin/bash\nprintf '<%s>\\n' \"$@\" >&2\n");
        Files.createDirectories(temporary.resolve("a home/python/lib"));
        Files.createFile(temporary.resolve("a home/python/lib/pyspark.zip"));
        String connector = "org.apache.spark:spark-sql-kafka-0-10_2.12:";
        String said = run("spark3-submit " + given.replace("C:", connector));
        assertThat(said)
                .endsWith("<org.apache.spark.deploy.SparkSubmit>\n<"
                        + submitted.replace("C:", connector).replace(" ", ">\n<") + ">\n");
        assertThat(said.contains("3.2.2 is not fetched, because the lab has that of Spark 3.5.7."))
                .isEqualTo(!submitted.equals(given) && given.contains("3.2.2"));
    }

    @Test
    void aProgramInPythonNeedsPySpark() throws Exception {
        install();
        assertThat(run("spark3-submit job.py; echo \"exit $?\""))
                .isEqualTo(
                        """
                        spark3-submit: PySpark is optional, and not here. To get it: lab python (an image gets it when it is built)
                        exit 2
                        """);
    }

    @Test
    void filesNameTheFlagsTheClassPathAndSparksDoor() {
        Map<Path, String> files = commands(temporary).files();
        Path home = temporary.resolve("a home");
        assertThat(files.get(home.resolve("java.args"))).isEqualTo("\"-Da=\\\"b\\\"\"\n\"-Dlab.log.level=error\"\n");
        assertThat(files.get(home.resolve("class.path"))).isEqualTo("/jars/*\n");
        assertThat(files.get(Path.of("/spark conf/java-opts"))).isEqualTo("\"@" + home + "/java.args\"\n");
    }

    @Test
    void aQuotedValueIsOneWordForAShell() {
        assertThat(Commands.quoted("it's $HOME")).isEqualTo("'it'\\''s $HOME'");
    }

    private static Commands commands(Path folder) {
        return new Commands(
                folder.resolve("a java").toString(),
                "/jars/*",
                List.of("-Da=\"b\""),
                List.of("-XX:SharedArchiveFile=/an archive"),
                folder.resolve("a home"),
                Path.of("/default conf"),
                Path.of("/spark conf"),
                "one:9092,two:9092");
    }

    private void install() throws IOException {
        Commands commands = commands(temporary);
        for (Map.Entry<String, String> script : commands.scripts().entrySet()) {
            executable(script.getKey(), script.getValue());
        }
        executable("a java", "#!/bin/bash\nprintf '<%s>\\n' \"$@\"\necho CLASSPATH=$CLASSPATH\n");
        Files.createDirectories(commands.home());
        Files.writeString(
                commands.home().resolve("class.path"),
                commands.files().get(commands.home().resolve("class.path")));
    }

    private void executable(String name, String text) throws IOException {
        Path file = Files.writeString(temporary.resolve(name), text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private String run(String commands) throws Exception {
        ProcessBuilder bash = new ProcessBuilder("bash", "-c", "PATH=\"$PWD:$PATH\"; " + commands)
                .directory(temporary.toFile())
                .redirectErrorStream(true);
        bash.environment().keySet().removeIf(name -> !name.equals("PATH"));
        Process process = bash.start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return output;
    }
}
