package dev.kerbside.config;

import dev.kerbside.process.ForeignVariables;
import dev.kerbside.process.ForkedJvm;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The distributions' commands as small bash scripts: they start the very classes that Kafka's, Hadoop's and Spark's own
 * scripts start, from one class path. Text only. Whoever has a host for them writes {@link #scripts} onto its PATH,
 * and {@link #files} where their keys say. In {@code home} there must be the folder {@code jars}, and that of
 * {@link dev.kerbside.process.TemporaryFiles}.
 *
 * @param java the java command
 * @param classPath all jars, as {@code java -cp} takes it: a list, or a folder's wildcard
 * @param flags flags of every JVM
 * @param archive flags of those whose class path is the jars: of an archive of their classes, if there is one
 * @param home folder of what the scripts read; it is Spark's SPARK_HOME too, whose folder {@code jars} may be empty
 * @param hadoopConf Hadoop's configuration where HADOOP_CONF_DIR is not set
 * @param sparkConf SPARK_CONF_DIR: the folder of spark-defaults.conf
 * @param brokers the brokers that a Kafka command asks that is not told whom to ask, as TDP's commands do
 */
public record Commands(
        String java,
        String classPath,
        List<String> flags,
        List<String> archive,
        Path home,
        Path hadoopConf,
        Path sparkConf,
        String brokers) {
    /** Commands live for seconds: start fast. Errors only, because a person reads what they print. */
    private static final String SHORT_LIVED = String.join(" ", ForkedJvm.SHORT_LIVED) + " -Xmx256m";

    private static final String NO_YARN =
            """
            [ -e "$conf/yarn-site.xml" ] || { echo "yarn: this lab has no YARN. Start one that has: lab up --with yarn" >&2; exit 2; }
            """;

    private static final String QUIET = "-Dlab.log.level=error";

    /** Name of the command → the script's text. */
    public Map<String, String> scripts() {
        Map<String, String> scripts = new LinkedHashMap<>();
        Tools.KAFKA.forEach((name, main) -> scripts.put(name, kafka(name, main)));
        scripts.put("hdfs", hadoop("hdfs", Tools.HDFS));
        scripts.put("hadoop", hadoop("hadoop", Tools.HADOOP));
        scripts.put("yarn", hadoop("yarn", Tools.YARN));
        SparkScript spark = new SparkScript(this);
        Tools.SPARK.forEach((name, first) -> scripts.put(name, head(name) + spark.text(name, first)));
        return scripts;
    }

    /** The one of them that Python starts when a program of PySpark's was not started by spark-submit, and its place. */
    public Map<Path, String> gateway() {
        return Map.of(home.resolve("bin/spark-submit"), scripts().get("spark-submit"));
    }

    /** Path → text of the files that the scripts read. */
    public Map<Path, String> files() {
        String lines = flags.stream().map(Commands::argument).collect(Collectors.joining("\n", "", "\n"));
        return Map.of(
                arguments(), lines + argument(QUIET) + "\n",
                classPathFile(), classPath + "\n",
                // Spark's launcher puts this file's words before the class path of the driver.
                sparkConf.resolve("java-opts"), argument("@" + arguments()) + "\n");
    }

    /** One word for a shell, whatever the value holds. */
    public static String quoted(String value) {
        return "'" + value.replace("'", "'\\''") + "'";
    }

    private String kafka(String name, String main) {
        return head(name)
                + """
                export CLASSPATH=$(<%s)
                %s%s
                exec %s "${options[@]}" %s "$@"
                """
                        .formatted(
                                quoted(classPathFile().toString()), options("KAFKA_OPTS"), asking(name), jvm(), main);
    }

    /** Kafka refuses the option twice, so it is added only where the caller does not name brokers. */
    private String asking(String name) {
        return Tools.TOLD_OTHERWISE.contains(name)
                ? ""
                : """

                case " $* " in
                    "  " | *" --bootstrap-"* | *" --broker-list"* | *" --help "* | *" --version "*) ;;
                    *) set -- --bootstrap-server %s "$@" ;;
                esac"""
                        .formatted(quoted(brokers));
    }

    private String hadoop(String name, Map<String, String> subcommands) {
        String cases = subcommands.entrySet().stream()
                .map(e -> "    %s) main=%s%s ;;\n"
                        .formatted(
                                e.getKey(),
                                e.getValue(),
                                e.getValue().equals(Tools.APPLICATIONS) ? "; set -- \"$1\" \"$@\"" : ""))
                .collect(Collectors.joining());
        return head(name)
                + """
                case "${1-}" in
                %s    *)
                        echo "%s: '${1-}' is no subcommand of it in the lab. It has: %s" >&2
                        exit 2
                        ;;
                esac
                shift
                conf=${HADOOP_CONF_DIR:-%s} jars=$(<%s)
                %9$sexport CLASSPATH=$conf:$jars
                case "$main $#" in
                    "%8$s 0") exec printf '%%s\\n' "$CLASSPATH" ;;
                    "%8$s "*) ;;
                    # An archive is of jars that come first, and no jar has a file of such a configuration.
                    *) CLASSPATH=$jars:$conf ;;
                esac
                %s
                exec %s "${options[@]}" "$main" "$@"
                """
                        .formatted(
                                cases,
                                name,
                                String.join(", ", subcommands.keySet()),
                                quoted(hadoopConf.toString()),
                                quoted(classPathFile().toString()),
                                options("HADOOP_OPTS"),
                                jvm(),
                                Tools.CLASSPATH,
                                name.equals("yarn") ? NO_YARN : "");
    }

    private static String head(String name) {
        return """
                #!/usr/bin/env bash
                # %s of the lab, with the class and the options of the distribution's script of that name.
                set -e +o posix
                # Options for all of a person's JVMs would come before the lab's, or after them.
                unset %s
                """
                .formatted(name, String.join(" ", ForeignVariables.OF_JVMS));
    }

    /**
     * A variable's words into the array options; xargs knows quotes, so that a path may have blanks. What makes use of an
     * archive comes first.
     */
    private String options(String variable) {
        return """
                options=(%s)
                while IFS= read -r option; do
                    options+=("$option")
                done < <(xargs -r printf '%%s\\n' <<<"${%s-}")
                %s
                options=("${archive[@]}" "${options[@]}")"""
                .formatted(SHORT_LIVED, variable, archiveBeside("${options[*]}"));
    }

    /** The array archive, for a JVM with these other words. */
    String archiveBeside(String words) {
        return """
                archive=(%s)
                # Java 17 aborts where an agent meets an archive, and Java 25 takes only one word on archives.
                case " %s " in *" -javaagent:"* | *" -agent"* | *" -Xshare:"*) archive=() ;; esac"""
                .formatted(archive.stream().map(Commands::quoted).collect(Collectors.joining(" ")), words);
    }

    /** Two words: the command, and the file of its flags. */
    String jvm() {
        return quoted(java) + " " + quoted("@" + arguments());
    }

    private Path arguments() {
        return home.resolve("java.args");
    }

    Path classPathFile() {
        return home.resolve("class.path");
    }

    /** A word of a Java argument file. */
    private static String argument(String word) {
        return "\"" + word.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
