package dev.kerbside.lessons.security;

import dev.kerbside.Endpoints;
import dev.kerbside.config.Jaas;
import dev.kerbside.process.Build;
import dev.kerbside.process.ForkedJvm;
import dev.kerbside.security.KafkaLogin;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.tools.TopicCommand;

/** {@code kafka-topics --list} as a process of its own, with a ticket from a credential cache; Java tells what it does. */
final class KafkaTopicsCommand {
    private static final long LIMIT_SECONDS = 120;

    private KafkaTopicsCommand() {}

    /** What it printed: its answer, and Java's words about Kerberos. */
    record Said(int exitCode, String text) {
        long count(String words) {
            return text.lines().filter(line -> line.contains(words)).count();
        }
    }

    /**
     * Runs it.
     *
     * @param folder an own folder, for its configuration and output
     * @param flags of its JVM besides
     */
    static Said list(Endpoints lab, Path cache, Path folder, List<String> flags) throws Exception {
        Files.createDirectories(folder);
        Properties client = KafkaLogin.ticket(lab);
        client.put("sasl.jaas.config", Jaas.ticketCache(cache));
        Path config = folder.resolve("client.properties");
        write(client, config);
        List<String> all = new ArrayList<>(ForkedJvm.SHORT_LIVED);
        all.addAll(List.of(
                "-Xmx256m",
                "-Dlab.log.level=error",
                "-Dsun.security.krb5.debug=true",
                "-Djava.security.krb5.conf=" + lab.krb5Conf()));
        all.addAll(flags);
        List<String> args =
                List.of("--list", "--bootstrap-server", lab.bootstrapServers(), "--command-config", config.toString());
        Path output = folder.resolve("output.txt");
        try (ForkedJvm jvm = ForkedJvm.start(new ForkedJvm.Command(
                TopicCommand.class.getName(),
                args,
                all,
                folder,
                Build.classPath(),
                List.of(),
                output,
                output,
                false,
                Map.of()))) {
            jvm.handle().onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS);
            return new Said(jvm.exitValue(), Files.readString(output));
        }
    }

    private static void write(Properties properties, Path file) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
    }
}
