package dev.kerbside.refusals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.Endpoints;
import dev.kerbside.Lab;
import dev.kerbside.LabNode;
import dev.kerbside.Principal;
import dev.kerbside.door.Labs;
import dev.kerbside.folder.LabFolder;
import dev.kerbside.security.HadoopConfiguration;
import dev.kerbside.security.Hdfs;
import dev.kerbside.security.KafkaLogin;
import dev.kerbside.security.Kerberos;
import dev.kerbside.testkit.RunningLab;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A user of this machine without a login reaches every port of the lab, because loopback is everybody's. None of what he
 * sends ends a node, or keeps it from serving others afterwards.
 */
@ExtendWith(RunningLab.class)
class NeighbourRefusalsIT {
    @TempDir
    private Path folder;

    @Test
    void everyPortIsOnLoopback(Endpoints lab) throws IOException {
        assertThat(Listeners.of(lab)).isNotEmpty().allMatch(Listeners.Listener::onLoopback);
    }

    @Test
    void lengthsThatAreClaimedOnEveryPortEndNoNode(Lab lab) throws Exception {
        Endpoints endpoints = lab.endpoints();
        long outOfMemory = outOfMemory(endpoints);
        SSLContext tls = tls(endpoints);
        List<String> attacked = new ArrayList<>();
        for (Listeners.Listener listener : Listeners.of(endpoints)) {
            Flood flood = new Flood(listener.port());
            boolean speaksTls = flood.speaksTls(tls);
            flood.sayEach();
            if (speaksTls) {
                flood.sayEachOverTls(tls);
            }
            attacked.add(listener + (speaksTls ? " (TLS)" : ""));
        }

        assertThat(Labs.vitals(LabFolder.running(endpoints.folder()).orElseThrow())
                        .keySet())
                .as("nodes that live; attacked: %s", attacked)
                .containsAll(lab.nodes().stream().map(LabNode::name).toList());
        // A port may be full for as long as the connections that he has left are being closed.
        Awaitility.await("HDFS serves")
                .atMost(Duration.ofMinutes(1))
                .ignoreExceptionsInstanceOf(IOException.class)
                .untilAsserted(() -> hdfsServes(endpoints));
        kafkaServes(endpoints);
        assertThat(outOfMemory(endpoints)).as("nodes that ran out of memory").isEqualTo(outOfMemory);
        assertThat(attacked)
                .as("ports that speak TLS")
                .filteredOn(name -> name.endsWith("(TLS)"))
                .hasSizeGreaterThan(4);
    }

    private static SSLContext tls(Endpoints lab) throws Exception {
        Properties client = KafkaLogin.ticket(lab);
        return Tls.trusting(
                Path.of(client.getProperty("ssl.truststore.location")), client.getProperty("ssl.truststore.password"));
    }

    private void hdfsServes(Endpoints lab) throws Exception {
        Kerberos.kinit(lab.krb5Conf(), Principal.TDP_USER, lab.keytab(Principal.TDP_USER), folder.resolve("krb5cc"));
        var file = new org.apache.hadoop.fs.Path("/user/tdp_user/neighbour.txt");
        try (FileSystem fs = Hdfs.open(HadoopConfiguration.of(lab), Kerberos.login(lab, Principal.TDP_USER))) {
            try (var out = fs.create(file, true)) {
                out.writeUTF("still here");
            }
            try (var in = fs.open(file)) {
                assertThat(in.readUTF()).isEqualTo("still here");
            }
            fs.delete(file, false);
        }
    }

    private static void kafkaServes(Endpoints lab) throws Exception {
        Kerberos.use(lab);
        String topic = "tdp-user-neighbour";
        KafkaAttempts tdpUser = KafkaAttempts.as(KafkaLogin.keytab(lab, Principal.TDP_USER));
        tdpUser.ask(admin ->
                admin.createTopics(List.of(new NewTopic(topic, 3, (short) 3))).all());
        try {
            assertThat(tdpUser.with("max.block.ms", "30000")
                            .produce(topic, "still here")
                            .hasOffset())
                    .isTrue();
            assertThat(tdpUser.firstRecord(topic)).isEqualTo("still here");
        } finally {
            tdpUser.ask(admin -> admin.deleteTopics(List.of(topic)).all());
        }
    }

    /** How many lines of the nodes' logs say it. */
    private static long outOfMemory(Endpoints lab) throws IOException {
        try (Stream<Path> logs = Files.list(lab.folder().resolve("logs"))) {
            long lines = 0;
            for (Path log :
                    logs.filter(path -> path.toString().endsWith(".log")).toList()) {
                try (Stream<String> text = Files.lines(log, StandardCharsets.ISO_8859_1)) {
                    lines += text.filter(line -> line.contains("OutOfMemoryError"))
                            .count();
                }
            }
            return lines;
        }
    }
}
