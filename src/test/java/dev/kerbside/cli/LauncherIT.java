package dev.kerbside.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.Endpoints;
import dev.kerbside.Lab;
import dev.kerbside.LabFolder;
import dev.kerbside.Principal;
import dev.kerbside.RunningLab;
import dev.kerbside.security.KafkaLogin;
import dev.kerbside.substrate.Vitals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as a person uses it, beside the lab of the other tests. */
@ExtendWith(RunningLab.class)
class LauncherIT {
    private static final Duration START = Duration.ofSeconds(180);
    private static final Duration END = Duration.ofSeconds(15);

    private static final String LOOK =
            """
            set -e
            kafka-topics.sh --list --bootstrap-server "$LAB_BOOTSTRAP" --command-config "$LAB_CLIENT_PROPERTIES"
            hdfs dfs -ls /user
            exit 7
            """;

    @TempDir
    private Path temporary;

    @Test
    void aSecondLabRunsBesideTheFirstAndDiesWithItsKilledOwner(Lab first) throws Exception {
        Path dir = temporary.resolve("a lab of its own");
        Process owner = start("up", "--dir", dir.toString());
        try {
            Awaitility.await("the second lab is ready")
                    .atMost(START)
                    .failFast(() -> !owner.isAlive())
                    .until(() -> LabFolder.running(dir)
                            .filter(LabFolder.State::ready)
                            .isPresent());
            LabFolder.State second = LabFolder.running(dir).orElseThrow();
            assertThat(Vitals.of(second)).hasSize(6).hasSameSizeAs(second.nodes());
            assertThat(brokers(first.endpoints())).isEqualTo(3);
            assertThat(run("status", "--dir", dir.toString())).isZero();
            assertThat(run("env", "--dir", dir.toString())).isZero();
            assertThat(run("step", "do", "00", "02", "--rows", "1000", "--dir", dir.toString()))
                    .isZero();
            assertThat(run("shell", "--dir", dir.toString(), "-c", LOOK)).isEqualTo(7);
            assertThat(output()).contains("tdp-user-nyc-taxi", "/user/tdp_user");

            new ProcessBuilder("kill", "-9", String.valueOf(owner.pid()))
                    .start()
                    .waitFor();

            Awaitility.await("every node of the killed lab has ended")
                    .atMost(END)
                    .until(() -> Vitals.of(second).isEmpty());
            assertThat(brokers(first.endpoints())).isEqualTo(3);
            assertThat(run("status", "--dir", dir.toString())).isEqualTo(3);
            assertThat(output()).contains("No lab is running");
            assertThat(run("shell", "--dir", dir.toString(), "-c", "true")).isEqualTo(3);
            assertThat(output()).contains("No lab is ready in " + dir);
        } finally {
            owner.destroyForcibly();
        }
    }

    @Test
    void aLabIsEndedByDownAndLeavesNoProcessAndNoSecret() throws Exception {
        Path dir = temporary.resolve("lab");
        assertThat(run("up", "--detach", "--dir", dir.toString())).isZero();
        LabFolder.State lab = LabFolder.running(dir).orElseThrow();
        assertThat(Vitals.of(lab)).hasSize(6);

        assertThat(run("down", "--dir", dir.toString())).isZero();

        assertThat(Vitals.of(lab)).isEmpty();
        assertThat(LabFolder.running(dir)).isEmpty();
        try (Stream<Path> left = Files.list(dir)) {
            assertThat(left.map(path -> path.getFileName().toString())).containsOnly("lab.json", "lock", "logs");
        }
    }

    @Test
    void aFolderWhereALabRunsIsRefused(Lab first) throws Exception {
        assertThat(run("up", "--dir", first.endpoints().folder().toString())).isEqualTo(3);
        assertThat(output()).contains("already running").hasLineCount(1);
    }

    @Test
    void anotherJavaIsRefusedWithTheCure() throws Exception {
        Path fake = Files.createDirectories(temporary.resolve("bin")).resolve("java");
        Files.writeString(fake, "#!/bin/sh\necho 'openjdk version \"21.0.2\" 2024-01-16' >&2\n");
        assertThat(fake.toFile().setExecutable(true)).isTrue();
        ProcessBuilder other = builder("doctor");
        other.environment().put("JAVA_HOME", temporary.toString());

        assertThat(finish(other.start())).isEqualTo(3);
        assertThat(output()).contains("Java 17 is needed", "JAVA_HOME").hasLineCount(1);
    }

    private static int brokers(Endpoints lab) throws Exception {
        try (Admin admin = Admin.create(KafkaLogin.keytab(lab, Principal.TDP_USER))) {
            return admin.describeCluster().nodes().get().size();
        }
    }

    private int run(String... arguments) throws Exception {
        return finish(start(arguments));
    }

    private static int finish(Process process) throws Exception {
        assertThat(process.waitFor(START.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private Process start(String... arguments) throws Exception {
        return builder(arguments).start();
    }

    private ProcessBuilder builder(String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of("lab/bin/lab"), Stream.of(arguments)).toList());
        return builder.redirectErrorStream(true).redirectOutput(log().toFile());
    }

    /** What the command that ran last said. */
    private String output() throws Exception {
        return Files.readString(log()).strip();
    }

    private Path log() {
        return temporary.resolve("output.txt");
    }
}
