package dev.kerbside.steps;

import dev.kerbside.Endpoints;
import dev.kerbside.JobFolder;
import dev.kerbside.process.Build;
import dev.kerbside.process.ForkedJvm;
import dev.kerbside.process.SharedClasses;
import dev.kerbside.python.Python;
import dev.kerbside.taxi.job.JobSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Spark's own spark-submit, with a job of the lab. */
public final class SparkSubmit {
    private SparkSubmit() {}

    /** The lab's; or a thread a partition of the topic, even on fewer cores: else two are read side by side, and one after. */
    static String master(Endpoints lab) {
        return lab.sparkMaster() != null && !lab.sparkMaster().equals(Endpoints.CLUSTERS_YARN)
                ? lab.sparkMaster()
                : "local[%d]"
                        .formatted(Math.max(
                                Runtime.getRuntime().availableProcessors(),
                                lab.names().partitions()));
    }

    /**
     * What is submitted.
     *
     * @param options that name it, before the file
     * @param file a jar or a program of Python's
     * @param modules of Python's that it imports from its own folder; they go where the driver goes
     * @param environment of its JVM
     */
    public record Program(List<String> options, String file, List<Path> modules, Map<String, String> environment) {
        /** A class of the lab's. */
        public static Program of(Class<?> job) {
            return new Program(List.of("--class", job.getName()), jar(), List.of(), Map.of());
        }

        /** A program of PySpark's. */
        public static Program of(Python python, Path file, List<Path> modules) {
            return new Program(
                    List.of("--conf", "spark.pyspark.python=" + python.interpreter()),
                    file.toString(),
                    modules,
                    Map.of(
                            "SPARK_HOME",
                            python.home().sparkHome().toString(),
                            // No trace in the folder of the program.
                            "PYTHONDONTWRITEBYTECODE",
                            "1"));
        }

        /** As a person would type it. */
        String typed() {
            return (options.get(0).equals("--class") ? String.join(" ", options) + " " : "")
                    + Path.of(file).getFileName();
        }
    }

    /**
     * A job as a process of its own, on this machine unless the settings say otherwise, with the lab's properties.
     *
     * @param settings the job's own, without {@link JobSettings#PREFIX}; or Spark's, which begin with {@code spark.}
     * @param flags of its JVM, besides those that every job of the lab has
     * @param folder where it works; its log is what the process says
     * @param stdout what the job prints
     * @param append whether the two files are gone on with
     */
    public static ForkedJvm.Command command(
            Endpoints lab,
            Program program,
            Map<String, String> settings,
            List<String> flags,
            JobFolder folder,
            Path stdout,
            boolean append) {
        List<String> arguments = new ArrayList<>(List.of(
                "--master",
                settings.getOrDefault("spark.master", master(lab)),
                "--properties-file",
                lab.sparkProperties().toString(),
                "--conf",
                "spark.local.dir=" + folder.temporary()));
        arguments.addAll(program.options());
        settings.forEach((name, value) -> arguments.addAll(
                List.of("--conf", (name.startsWith("spark.") ? "" : JobSettings.PREFIX) + name + "=" + value)));
        Map<String, String> environment = new HashMap<>(program.environment());
        boolean isOnYarn = settings.getOrDefault("spark.master", master(lab)).equals("yarn");
        if (isOnYarn) {
            // Spark's client of YARN reads its configuration there, and sends it to the containers.
            environment.put("HADOOP_CONF_DIR", lab.hadoopConf().toString());
        }
        if (lab.lentTicket() != null) {
            // Where there is no keytab, Hadoop's login is the person's own ticket.
            environment.put("KRB5CCNAME", "FILE:" + lab.lentTicket());
        }
        if (isOnYarn && !program.modules().isEmpty()) {
            arguments.add("--py-files");
            arguments.add(program.modules().stream().map(Path::toString).collect(Collectors.joining(",")));
        }
        arguments.add(program.file());
        List<String> all = new ArrayList<>(flags);
        all.addAll(SharedClasses.flags(SharedClasses.CLIENT));
        all.addAll(List.of(
                "-Xmx1g",
                "-Djava.security.krb5.conf=" + lab.krb5Conf(),
                "-Djava.security.auth.login.config=" + lab.jaas(),
                "-Dlab.log.level=warn"));
        return new ForkedJvm.Command(
                "org.apache.spark.deploy.SparkSubmit",
                arguments,
                all,
                folder.folder(),
                Build.classPath(),
                List.of(lab.hadoopConf()),
                stdout,
                folder.log(),
                append,
                environment);
    }

    /** The packaged job; from an IDE, where there is no jar, Spark's word for "already on the class path". */
    private static String jar() {
        Path code = Build.code();
        return Files.isRegularFile(code) ? code.toString() : "spark-internal";
    }
}
