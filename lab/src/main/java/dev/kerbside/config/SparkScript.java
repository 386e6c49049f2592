package dev.kerbside.config;

import dev.kerbside.process.ForeignVariables;
import dev.kerbside.process.ForkedJvm;
import dev.kerbside.python.PythonHome;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * The bash scripts of Spark's commands: all of them are spark-submit.
 *
 * @param commands whose class path and flags they have
 */
record SparkScript(Commands commands) {
    /** Spark's source and sink for Kafka, which is on the class path. */
    private static final String CONNECTOR = "org.apache.spark:spark-sql-kafka-0-10_2.12";

    /**
     * The connector is left out of --packages, whatever version is asked for: Spark would fetch it and twelve jars more,
     * to no effect, because the lab's own come before them. The options without a value are SparkSubmitOptionParser's; the
     * first word that is no option is the program, and what follows is the program's.
     */
    private static final String PACKAGES =
            """
            given=()
            packages() {
                local IFS=, one others=()
                for one in $1; do
                    case $one in
                        %2$s:*) echo "%1$s: $one is not fetched, because the lab has that of Spark %3$s." >&2 ;;
                        *) others+=("$one") ;;
                    esac
                done
                [ ${#others[@]} = 0 ] || given+=(--packages "${others[*]}")
            }
            while [ $# -gt 0 ]; do
                case $1 in
                    --packages=*) packages "${1#*=}" ;;
                    --help | -h | --supervise | --usage-error | --verbose | -v | --version | --*=*) given+=("$1") ;;
                    -*)
                        [ $# -gt 1 ] || break
                        [ "$1" = --packages ] && packages "$2" || given+=("$1" "$2")
                        shift
                        ;;
                    *) break ;;
                esac
                shift
            done
            set -- "${given[@]}" "$@"
            """;

    /** As Spark's bin/spark-class: the launcher prints the words of the command, each ended by a NUL. */
    private static final String LAUNCH =
            """
            launch() {
                CLASSPATH=$SPARK_DIST_CLASSPATH "${jvm[@]}" org.apache.spark.launcher.Main \\
                    org.apache.spark.deploy.SparkSubmit "$@" && printf 'ready\\0'
            }
            words=()
            while IFS= read -r -d '' word; do
                words+=("$word")
            done < <(launch "$@")
            last=$((${#words[@]} - 1))
            if [ "$last" -lt 1 ] || [ "${words[last]}" != ready ]; then
                exit 1
            fi
            # The first word is what stands before the launcher's first NUL: nothing.
            words[1]=${words[1]#$'\\n'}
            unset 'words[last]' 'words[0]'
            for i in "${!words[@]}"; do
                # Spark opens it for Java 17, and Java 25, which has it no more, would say so.
                [ "${words[i]}" != --add-opens=java.base/sun.security.action=ALL-UNNAMED ] || unset 'words[i]'
            done
            words=("${words[@]}")
            %s
            # The jars first, as an archive asks for it, unless the caller has put something before all else.
            for i in "${!words[@]}"; do
                if [ "${words[i]}" = -cp ]; then
                    case ${words[i + 1]} in
                        "$SPARK_CONF_DIR"*)
                            words[i + 1]=$SPARK_DIST_CLASSPATH:${words[i + 1]%%":$SPARK_DIST_CLASSPATH"}
                            words=("${words[@]:0:i}" "${archive[@]}" "${words[@]:i}")
                            ;;
                    esac
                    break
                fi
            done
            exec "${words[@]}"
            """;

    /**
     * What comes after the script's head.
     *
     * @param first the words that come before the caller's
     */
    String text(String name, String first) {
        return PACKAGES.formatted(name, CONNECTOR, PythonHome.PYSPARK)
                + environment(name)
                + python(name, first)
                + """
                jvm=(%s)
                set -- %s "$@"
                """
                        .formatted(commands.jvm(), first)
                + LAUNCH.formatted(commands.archiveBeside("${words[*]}"));
    }

    private String environment(String name) {
        return """
                export SPARK_HOME=%1$s SPARK_CONF_DIR=%2$s HADOOP_CONF_DIR=${HADOOP_CONF_DIR:-%3$s}
                export SPARK_DIST_CLASSPATH=$(<%4$s)
                # Else Spark asks the system for this machine's address and name, and its web interface, if somebody turns
                # it on, listens on every address.
                export %7$s
                # Without a version the launcher looks for a build of Spark; with one it has no use for it here.
                export SPARK_SCALA_VERSION=2.12
                # No collector here: a second one that somebody asks for would end the JVM. usejavacp: else the compiler
                # of Spark's shell does not see the class path.
                export SPARK_SUBMIT_OPTS="%6$s -Dscala.usejavacp=true ${SPARK_SUBMIT_OPTS-}"
                export _SPARK_CMD_USAGE='Usage: %5$s [options] <app jar> [app arguments]'
                # The launcher would take the driver's Java from there.
                unset JAVA_HOME
                """
                .formatted(
                        quoted(commands.home()),
                        quoted(commands.sparkConf()),
                        quoted(commands.hadoopConf()),
                        quoted(commands.classPathFile()),
                        name,
                        String.join(" ", ForkedJvm.FAST_COMPILER),
                        sparksOwnAddress());
    }

    /** PySpark, which may not be there; its shell is a Python that is told so by its variables, as Spark's script does. */
    private static String python(String name, String first) {
        boolean shell = first.equals(Tools.PYTHON_SHELL);
        String sources = Tools.PYSPARK_SOURCES.stream()
                .map("$SPARK_HOME/python/lib/"::concat)
                .collect(Collectors.joining(":"));
        return """
                for word in "$@"; do
                    case $word in
                        *.py | pyspark-shell-main)
                            if ! [ -e "$SPARK_HOME/python/lib/pyspark.zip" ]; then
                                echo "%1$s: PySpark is optional, and not here. To get it: lab python (an image gets it when it is built)" >&2
                                exit 2
                            fi
                            ;;
                    esac
                done
                %2$s"""
                .formatted(
                        name,
                        shell
                                ? "export PYTHONPATH=%s${PYTHONPATH:+:$PYTHONPATH} PYTHONSTARTUP=$SPARK_HOME/python/pyspark/shell.py\n"
                                        .formatted(sources)
                                : "");
    }

    private static String sparksOwnAddress() {
        return ForeignVariables.SPARKS_OWN_ADDRESS.entrySet().stream()
                .map(Object::toString)
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static String quoted(Path path) {
        return Commands.quoted(path.toString());
    }
}
