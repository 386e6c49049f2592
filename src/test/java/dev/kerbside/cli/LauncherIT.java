package dev.kerbside.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.Endpoints;
import dev.kerbside.Lab;
import dev.kerbside.Principal;
import dev.kerbside.door.Labs;
import dev.kerbside.folder.LabFolder;
import dev.kerbside.folder.LabState;
import dev.kerbside.process.JavaVersion;
import dev.kerbside.process.SharedClasses;
import dev.kerbside.security.KafkaLogin;
import dev.kerbside.testkit.Launcher;
import dev.kerbside.testkit.RunningLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher as a person uses it, beside the lab of the other tests. */
@ExtendWith(RunningLab.class)
class LauncherIT {
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

    private Launcher lab;

    @BeforeEach
    void open() {
        lab = new Launcher(temporary);
    }

    @Test
    void aSecondLabRunsBesideTheFirstAndDiesWithItsKilledOwner(Lab first) throws Exception {
        Path dir = temporary.resolve("a lab of its own");
        Process owner = lab.start("up", "--dir", dir.toString());
        try {
            Awaitility.await("the second lab is ready")
                    .atMost(Launcher.LIMIT)
                    .failFast(() -> !owner.isAlive())
                    .until(() -> LabFolder.running(dir).filter(LabState::ready).isPresent());
            LabState second = LabFolder.running(dir).orElseThrow();
            assertThat(Labs.vitals(second)).hasSize(6).hasSameSizeAs(second.nodes());
            assertThat(brokers(first.endpoints())).isEqualTo(3);
            assertThat(lab.run("status", "--dir", dir.toString())).isZero();
            assertThat(lab.run("env", "--dir", dir.toString())).isZero();
            assertThat(lab.run("env", "--dir", dir + "/below/" + dir.getFileName()))
                    .isEqualTo(3);
            assertThat(lab.output()).contains("One runs in " + dir);
            assertThat(lab.run("step", "do", "00", "02", "--rows", "1000", "--dir", dir.toString()))
                    .isZero();
            assertThat(lab.run("shell", "--dir", dir.toString(), "-c", LOOK)).isEqualTo(7);
            assertThat(lab.output()).contains("tdp-user-nyc-taxi", "/user/tdp_user");
            aDataNodeThatDiedIsExplained(second, dir);

            new ProcessBuilder("kill", "-9", String.valueOf(owner.pid()))
                    .start()
                    .waitFor();

            Awaitility.await("every node of the killed lab has ended")
                    .atMost(END)
                    .until(() -> Labs.vitals(second).isEmpty());
            assertThat(brokers(first.endpoints())).isEqualTo(3);
            assertThat(lab.run("status", "--dir", dir.toString())).isEqualTo(3);
            assertThat(lab.output()).contains("No lab is running");
            assertThat(lab.run("shell", "--dir", dir.toString(), "-c", "true")).isEqualTo(3);
            assertThat(lab.output()).contains("No lab is ready in " + dir);
        } finally {
            owner.destroyForcibly();
        }
    }

    private void aDataNodeThatDiedIsExplained(LabState second, Path dir) throws Exception {
        ProcessHandle dataNode = second.nodes().stream()
                .filter(node -> node.name().equals("datanode-1"))
                .flatMap(node -> ProcessHandle.of(node.pid()).stream())
                .findFirst()
                .orElseThrow();
        assertThat(lab.run("shell", "--dir", dir.toString(), "-c", "hdfs dfs -put pom.xml /user/tdp_user/a"))
                .isZero();
        assertThat(dataNode.destroyForcibly()).isTrue();
        dataNode.onExit().get(END.toSeconds(), TimeUnit.SECONDS);
        for (String attempt : List.of("-put pom.xml /user/tdp_user/b", "-cat /user/tdp_user/a")) {
            String impatient = "hdfs dfs -Ddfs.client.retry.window.base=10 " + attempt;
            assertThat(lab.run("shell", "--dir", dir.toString(), "-c", impatient))
                    .isNotZero();
            Path said = Files.writeString(temporary.resolve("said.txt"), lab.output());
            assertThat(Launcher.finish(
                            lab.builder("explain").redirectInput(said.toFile()).start()))
                    .as(Files.readString(said))
                    .isZero();
            assertThat(lab.output())
                    .startsWith("datanode-unreachable\n")
                    .contains("no DataNode", "lab/bin/lab logs datanode-1");
        }
    }

    @Test
    void aTextThatIsUnknownIsAdmittedAndItsLikelyCauseIsShown() throws Exception {
        Path log = Files.writeString(temporary.resolve("app.log"), "start\nERROR the moon is full\nbye\n");
        assertThat(lab.run("explain", log.toString())).isEqualTo(1);
        assertThat(lab.output()).contains("Nothing in this text is known", "line 2: ERROR the moon is full");
        assertThat(lab.run("explain", log + ".old")).isEqualTo(2);
        assertThat(lab.output()).contains("There is no file").hasLineCount(1);
    }

    @Test
    void aLabIsEndedByDownAndLeavesNoProcessAndNoSecret() throws Exception {
        Path dir = temporary.resolve("lab");
        ProcessBuilder careless = lab.builder("up", "--detach", "--dir", dir.toString());
        List<String> command = new ArrayList<>(List.of("bash", "-c", "umask 000; exec \"$@\"", "bash"));
        command.addAll(careless.command());
        careless.command(command);
        assertThat(Launcher.finish(careless.start())).isZero();
        nobodyElseMayWriteBelow(dir);
        assertThat(lab.output().lines().reduce((first, last) -> last))
                .as("its last line")
                .hasValueSatisfying(line -> assertThat(line).contains("End it with: ", "lab down --dir '" + dir + "'"));
        LabState state = LabFolder.running(dir).orElseThrow();
        assertThat(Labs.vitals(state)).hasSize(6);

        assertThat(lab.run("down", "--dir", dir.toString())).isZero();

        assertThat(Labs.vitals(state)).isEmpty();
        assertThat(LabFolder.running(dir)).isEmpty();
        try (Stream<Path> left = Files.list(dir)) {
            assertThat(left.map(path -> path.getFileName().toString())).containsOnly("lab.json", "lock", "logs");
        }
    }

    /** As find sees it: files of a lab that runs come and go. */
    private static void nobodyElseMayWriteBelow(Path dir) throws Exception {
        Process find = new ProcessBuilder(
                        "find", dir.toString(), "!", "-type", "l", "(", "-perm", "-0002", "-o", "-perm", "-0020", ")")
                .start();
        assertThat(find.inputReader().lines()).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void everyNodeTakesItsClassesFromItsArchive(Lab first) {
        assertThat(first.nodes()).allSatisfy(node -> assertThat(Path.of("/proc/" + node.pid() + "/maps"))
                .content()
                .contains(SharedClasses.archive(SharedClasses.kind(node.name())).toString()));
    }

    @Test
    void theArchivesAreThoseOfThisBuild() throws Exception {
        assertThat(SharedClasses.upToDate()).isTrue();
        assertThat(lab.run("archive")).isZero();
        assertThat(lab.output()).isEmpty();
    }

    @Test
    void aFolderWhereALabRunsIsRefused(Lab first) throws Exception {
        assertThat(lab.run("up", "--dir", first.endpoints().folder().toString()))
                .isEqualTo(3);
        assertThat(lab.output()).contains("already running").hasLineCount(1);
    }

    @Test
    void itSaysWhichVersionItIs() throws Exception {
        assertThat(lab.run("--version")).isZero();
        assertThat(lab.output()).matches("kerbside \\d+\\.\\d+\\.\\d+\\S*");
    }

    @Test
    void itIsFoundThroughLinksAndInSpiteOfCdpath() throws Exception {
        Path first = Files.createSymbolicLink(
                temporary.resolve("first"), Path.of("lab/bin/lab").toAbsolutePath());
        Path second = Files.createSymbolicLink(temporary.resolve("lab"), first.getFileName());
        ProcessBuilder linked = lab.builder().command(second.toString(), "--version");
        assertThat(Launcher.finish(linked.start())).as(lab.output()).isZero();

        ProcessBuilder elsewhere = lab.builder("--version");
        elsewhere.environment().put("CDPATH", temporary + ":/");
        assertThat(Launcher.finish(elsewhere.start())).as(lab.output()).isZero();
        assertThat(lab.output()).startsWith("kerbside ").hasLineCount(1);
    }

    @Test
    void aJavaThatDoesNotStartSaysWhy() throws Exception {
        Path fake = Files.createDirectories(temporary.resolve("bin")).resolve("java");
        Files.writeString(fake, "#!/bin/sh\necho 'Error occurred during initialization of VM'\nexit 1\n");
        assertThat(fake.toFile().setExecutable(true)).isTrue();
        ProcessBuilder small = lab.builder("--version");
        small.environment().put("JAVA_HOME", temporary.toString());
        assertThat(Launcher.finish(small.start())).isEqualTo(3);
        assertThat(lab.output())
                .contains("does not start: Error occurred", "ulimit")
                .hasLineCount(1);
    }

    @Test
    void doctorNamesWhatTheLauncherLeavesOutAndEveryFindingIsOneLine() throws Exception {
        ProcessBuilder doctor =
                lab.builder("doctor", "--dir", temporary.resolve("lab").toString());
        doctor.environment().put("_JAVA_OPTIONS", "-Duser.timezone=Europe/Paris -Xmx1m");
        doctor.environment().put("KRB5CCNAME", "KEYRING:persistent:0");
        assertThat(Launcher.finish(doctor.start())).as(lab.output()).isZero();
        assertThat(lab.output())
                .contains("java options set: _JAVA_OPTIONS", "KRB5CCNAME is KEYRING:persistent:0")
                .doesNotContain("Picked up");
        assertThat(lab.output().lines()).allMatch(line -> line.matches("(ok|warn|fail|This machine) .*"));
    }

    @ParameterizedTest
    @CsvSource({"16, 16.0.2", "26, 26"})
    void anotherJavaIsRefusedWithTheCure(int feature, String version) throws Exception {
        assertThat(JavaVersion.fits(feature)).isFalse();
        ProcessBuilder other = lab.builder("doctor");
        other.environment().put("JAVA_HOME", saying(version).toString());

        assertThat(Launcher.finish(other.start())).isEqualTo(3);
        assertThat(lab.output())
                .contains(JavaVersion.RANGE + " is needed", "is Java " + feature, "JAVA_HOME")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {JavaVersion.OLDEST, JavaVersion.NEWEST})
    void theLauncherTakesWhatTheLabRunsOn(int feature) throws Exception {
        ProcessBuilder other = lab.builder("doctor");
        other.environment().put("JAVA_HOME", saying(feature + ".0.1").toString());

        assertThat(Launcher.finish(other.start())).isZero();
        assertThat(lab.output()).contains("this is the fake");
    }

    /** A home of a Java that can say its version, and nothing else. */
    private Path saying(String version) throws IOException {
        Path fake = Files.createDirectories(temporary.resolve("bin")).resolve("java");
        Files.writeString(
                fake,
                """
                #!/bin/sh
                if [ "$1" = -version ]; then echo 'openjdk version "%s" 2024-01-16' >&2; else echo this is the fake; fi
                """
                        .formatted(version));
        assertThat(fake.toFile().setExecutable(true)).isTrue();
        return temporary;
    }

    private static int brokers(Endpoints lab) throws Exception {
        try (Admin admin = Admin.create(KafkaLogin.keytab(lab, Principal.TDP_USER))) {
            return admin.describeCluster().nodes().get().size();
        }
    }
}
