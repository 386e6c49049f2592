package dev.kerbside.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerbside.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list itself. */
class FailuresTest {
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private static final Pattern LAB = Pattern.compile("lab/bin/lab ([^#)]*)");

    @Test
    void idsAreUniqueAndWellFormed() {
        assertThat(Failures.KNOWN)
                .extracting(Failure::id)
                .doesNotHaveDuplicates()
                .allMatch(ID.asMatchPredicate());
    }

    @Test
    void noSignStandsTwice() {
        assertThat(Failures.KNOWN.stream().flatMap(failure -> failure.signs().stream()))
                .doesNotHaveDuplicates();
    }

    /** Else the failure that comes first in the list would take the lines of the other. */
    @Test
    void everySignLeadsToItsOwnFailure() {
        for (Failure failure : Failures.KNOWN) {
            for (Sign sign : failure.signs()) {
                Reading reading = new Reading();
                reading.line(1, String.join(" something ", sign.parts()));
                reading.line(2, sign.beside());
                assertThat(reading.explanation().diagnoses())
                        .as(sign.toString())
                        .extracting(Diagnosis::id)
                        .containsExactly(failure.id());
            }
        }
    }

    @Test
    void everyCauseIsShortTextAndEveryFailureHasOneOrTwoCommands() {
        assertThat(Failures.KNOWN).allSatisfy(failure -> {
            assertThat(failure.cause()).matches("[A-Z].*[.)]").hasSizeBetween(20, 300);
            assertThat(failure.next()).hasSizeBetween(1, 2);
        });
    }

    @Test
    void everyCommandOfTheLabParses() {
        assertThat(Failures.KNOWN.stream().flatMap(FailuresTest::labCommands))
                .isNotEmpty()
                .allSatisfy(FailuresTest::parse);
    }

    private static void parse(String command) {
        String[] words = command.split(" +");
        Main.commandLine(false, words).parseArgs(words);
    }

    @Test
    void whatFollowsFromAFailureIsAFailureThatElseWouldBeSaid() {
        List<String> ids = Failures.KNOWN.stream()
                .filter(failure -> !failure.vague())
                .map(Failure::id)
                .toList();
        assertThat(Failures.KNOWN)
                .allSatisfy(failure -> assertThat(ids).as(failure.id()).containsAll(failure.over()));
    }

    /** What cannot be provoked here: other machines, other versions, other makers' programs. Their words are in words*.txt. */
    private static final Set<String> ELSEWHERE = Set.of(
            "old-java",
            "new-java",
            "musl",
            "old-glibc",
            "not-renewable",
            "noexec-tmp",
            "nothing-listens",
            "replay",
            "renewable-ticket",
            "key-version",
            "no-gssapi-in-librdkafka",
            "old-java-keystore",
            "expired-certificate",
            "http-at-kafka",
            "kafka-token",
            "kdc-name",
            "datanode-refused",
            "libhdfs",
            "insecure-server",
            "webhdfs-login",
            "two-owners-of-a-checkpoint",
            "stale-checkpoint",
            "mixed-versions",
            "scala-version",
            "nanoseconds",
            "brotli",
            "lambda-not-serialised",
            "kinit-failed",
            "native-library",
            "tls-handshake",
            "plain-without-user",
            "aes-256",
            "service-key",
            "no-mechanism",
            "jaas-file",
            "server-principal",
            "no-server-principal",
            "principal-without-host",
            "token-by-token",
            "ha-nameservice",
            "standby-namenode",
            "hdfs-quota",
            "data-transfer-protection",
            "no-home-folder",
            "kafka-tokens-off",
            "kafka-token-right",
            "kafka-token-by-token",
            "kafka-denied",
            "transactional-id",
            "idempotent-write",
            "fewer-partitions",
            "topic-policy",
            "too-few-replicas",
            "hadoop-conf-dir",
            "yarn-site-not-read",
            "unknown-queue",
            "queue-permission",
            "queue-placement",
            "queue-full",
            "container-too-big",
            "node-label",
            "am-limit",
            "no-nodemanagers",
            "killed-by-user",
            "am-timed-out",
            "attempt-gone",
            "token-not-renewed",
            "no-renewer",
            "resourcemanager-java",
            "timeline-client",
            "driver-unreachable",
            "hdp-version",
            "container-variable",
            "kafka-token-missing",
            "producer-fenced",
            "transaction-timeout",
            "client-certificate",
            "local-staging",
            "staging-gone",
            "resource-changed",
            "container-user",
            "usercache",
            "virtual-memory",
            "physical-memory",
            "bad-disks",
            "node-lost",
            "preempted",
            "yarn-clock",
            "spark-jars",
            "no-java-in-container",
            "container-killed",
            "am-without-context",
            "program-failed",
            "executors-failed",
            "container-command",
            "container-not-prepared",
            "container-failed");

    /** What no test provokes is at least known in the words of the programs that say it. */
    @Test
    void whatIsNotProvokedHasItsWords() throws IOException {
        Path folder = Path.of("src/test/resources/dev/kerbside/explain");
        String words =
                Files.readString(folder.resolve("words.txt")) + Files.readString(folder.resolve("words-yarn.txt"));
        assertThat(ELSEWHERE).allSatisfy(id -> assertThat(words).contains("\n== " + id + "\n"));
    }

    /** A translation is only worth something of words that a program has really said. */
    @Test
    void everyFailureIsProvokedByATest() throws IOException {
        StringBuilder tests = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            for (Path file : files.filter(f -> f.toString().endsWith("IT.java")).toList()) {
                tests.append(Files.readString(file));
            }
        }
        assertThat(Failures.KNOWN)
                .extracting(Failure::id)
                .filteredOn(id -> !ELSEWHERE.contains(id))
                .allSatisfy(id -> assertThat(tests).containsPattern("\"" + id + "[\"\\\\]"));
    }

    /** What follows {@code lab/bin/lab}, also in {@code eval "$(…)"}. */
    private static Stream<String> labCommands(Failure failure) {
        return failure.next().stream()
                .flatMap(next -> LAB.matcher(next).results())
                .map(found -> found.group(1).strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id\n  sign x\n  cause y",
                "id\n  cause y\n  next z",
                "id\n  sign x\n  next z",
                "id\n  sign x\n  cause y\n  cure z\n  next z"
            })
    void anEntryThatIsWrittenInAnotherWayIsRefused(String text) {
        assertThatThrownBy(() -> Failures.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("id");
    }
}
