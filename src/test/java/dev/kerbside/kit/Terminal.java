package dev.kerbside.kit;

import dev.kerbside.Endpoints;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;

/**
 * A person's terminal: bash with the lab's env.sh, in a folder and with a credential cache of its own, so that tdp_user's
 * cache in the lab's folder stays as it is. {@code kafka-topics.sh} and {@code hdfs} start the distributions' own main
 * classes, as the scripts of that name do.
 */
final class Terminal {
    private static final long LIMIT_SECONDS = 180;
    private static final String KAFKA_TOPICS = "exec java $KAFKA_OPTS -Dlab.log.level=off -cp \"$(<classpath)\""
            + " org.apache.kafka.tools.TopicCommand \"$@\"";
    private static final String HDFS = "shift; exec java $HADOOP_OPTS -Dlab.log.level=off"
            + " -cp \"$HADOOP_CONF_DIR:$(<classpath)\" org.apache.hadoop.fs.FsShell \"$@\"";

    private final Endpoints lab;
    private final Path folder;
    private final Path cache;

    /** What a command printed (both streams) and its exit code. */
    record Result(int exit, String output) {}

    Terminal(Endpoints lab, Path folder) throws IOException {
        this.lab = lab;
        this.folder = folder;
        this.cache = folder.resolve("krb5cc");
        // client.properties names the ticket cache.
        Files.writeString(
                folder.resolve("client.properties"),
                Files.readString(lab.clientProperties())
                        .replace(lab.ticketCache().toString(), cache.toString()));
        Files.writeString(folder.resolve("classpath"), System.getProperty("java.class.path"));
        command("kafka-topics.sh", KAFKA_TOPICS);
        command("hdfs", HDFS);
    }

    Path cache() {
        return cache;
    }

    private void command(String name, String line) throws IOException {
        Path file = Files.createDirectories(folder.resolve("bin")).resolve(name);
        Files.writeString(file, "#!/usr/bin/env bash\n" + line + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    /** Whether a command is installed on this machine. */
    boolean has(String command) throws IOException {
        return run("command -v " + command).exit() == 0;
    }

    Result run(String commands) throws IOException {
        String script =
                """
                set -e
                source '%s/env.sh'
                export KRB5CCNAME='FILE:%s' LAB_CLIENT_PROPERTIES="$PWD/client.properties" PATH="$PWD/bin:%s/bin:$PATH"
                %s
                """
                        .formatted(lab.folder(), cache, System.getProperty("java.home"), commands);
        Path output = Files.createTempFile(folder, "output", ".txt");
        ProcessBuilder bash = new ProcessBuilder("bash", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(output.toFile());
        bash.environment().keySet().removeIf(name -> !name.matches("PATH|HOME|LANG|PYENV_.*"));
        Process process = bash.start();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError(
                        "Not done after " + LIMIT_SECONDS + " s: " + commands + "\n" + Files.readString(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return new Result(process.exitValue(), Files.readString(output));
    }
}
