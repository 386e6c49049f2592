package dev.kerbside.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.Lab;
import dev.kerbside.testkit.RunningLab;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Other people's projects test against a lab: with what a clone has installed into a repository of its own, and the clone
 * gone. Their class path has what they asked for, and nothing of the lab's libraries.
 */
@DisabledIfSystemProperty(
        named = "lab.substrate",
        matches = "containers",
        disabledReason = "takes one substrate only, which the projects themselves choose")
@ExtendWith(RunningLab.class)
class ConsumerIT {
    private static final int LIMIT_MINUTES = 15;
    private static final Path PROJECTS = Path.of("src/test/consumers");
    private static final Set<String> NOT_OF_A_CLONE = Set.of(".git", "target", ".lab");

    @TempDir
    private static Path temporary;

    private static Path repository;

    @BeforeAll
    static void installFromACloneThatThenIsGone() throws Exception {
        repository = temporary.resolve("repository");
        // What a network would bring anew, as links: another repository of this machine's.
        String own = System.getProperty("maven.repo.local", System.getProperty("user.home") + "/.m2/repository");
        copy(Path.of(own), repository, true);
        FileUtils.deleteDirectory(repository.resolve("dev/kerbside").toFile());
        Path clone = temporary.resolve("clone");
        copy(Path.of("").toAbsolutePath(), clone, false);
        maven(clone, "install", "-Dmaven.test.skip=true", "-Dexec.skip=true", "-Dspotless.check.skip=true");
        Files.move(clone, temporary.resolve("gone"));
        FileUtils.deleteDirectory(temporary.resolve("gone").toFile());
    }

    @Test
    void aProjectWithKafkasNewestClientSendsReadsAndKeeps() throws Exception {
        passes("kafka-clients", "org.apache.kafka:kafka-clients:");
    }

    @Test
    void aProjectWithSpringKafkaSendsReadsAndKeeps() throws Exception {
        passes("spring-kafka", "org.springframework.kafka:spring-kafka:");
    }

    @Test
    void aProjectThatAttachesControlsTheLabAndLeavesIt(Lab shared) throws Exception {
        String folder = shared.endpoints().folder().toString();
        assertThat(maven(project("attached"), "test", "-Dkerbside.attach=" + folder))
                .contains("Tests run: 7, Failures: 0, Errors: 0, Skipped: 0");
        assertThat(shared.nodes())
                .allSatisfy(node -> assertThat(node.vitals()).as(node.name()).isPresent());
    }

    @Test
    void aProjectThatAttachesWhereNoLabIsIsToldSo() throws Exception {
        Path nowhere = temporary.resolve("nowhere");
        assertThat(said(project("attached"), 1, "test", "-Dkerbside.attach=" + nowhere))
                .contains("No lab is ready in " + nowhere);
    }

    @Test
    void withoutTheLabsJarsTheCureIsNamed() throws Exception {
        Path empty = Files.createDirectory(temporary.resolve("empty"));
        assertThat(said(project("kafka-clients"), 1, "test", "-Dkerbside.repository=" + empty))
                .contains("The lab is not installed in " + empty, "./mvnw install -DskipTests");
    }

    private static Path project(String name) throws IOException {
        Path project = Files.createTempDirectory(temporary, name);
        copy(PROJECTS.resolve(name), project, false);
        return project;
    }

    private void passes(String name, String asked) throws Exception {
        Path project = project(name);
        Path printed = project.resolve("target/tree.txt");
        assertThat(maven(
                        project,
                        "test",
                        "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:tree",
                        "-DoutputFile=" + printed))
                .contains("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0");
        String tree = Files.readString(printed);
        assertThat(tree).contains("dev.kerbside:kerbside-junit:", asked);
        assertThat(tree.lines().filter(line -> line.contains("kerbside-junit")).toList())
                .hasSize(1);
        assertThat(tree).doesNotContain("org.apache.hadoop", "org.apache.spark", "kafka_2.1", "dev.kerbside:kerbside:");
        assertThat(tree.lines().filter(line -> line.contains("org.apache.kafka:kafka-clients")))
                .hasSize(1);
    }

    private static String maven(Path folder, String... words) throws Exception {
        return said(folder, 0, words);
    }

    private static String said(Path folder, int exit, String... words) throws Exception {
        Path log = temporary.resolve(folder.getFileName() + ".log");
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of("mvnw").toAbsolutePath().toString(),
                                "-B",
                                "-ntp",
                                "-Dmaven.repo.local=" + repository),
                        Stream.of(words))
                .toList();
        ProcessBuilder maven = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        // As this build has it in .mvn: what Maven does here is mostly its start.
        maven.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        Process process = maven.start();
        assertThat(process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)).isTrue();
        String said = Files.readString(log);
        assertThat(process.exitValue()).as(said).isEqualTo(exit);
        return said;
    }

    private static void copy(Path from, Path to, boolean link) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes found) throws IOException {
                if (!link
                        && !folder.equals(from)
                        && NOT_OF_A_CLONE.contains(folder.getFileName().toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes found) throws IOException {
                Path copy = to.resolve(from.relativize(file));
                if (!link || !linked(copy, file)) {
                    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static boolean linked(Path copy, Path file) throws IOException {
        try {
            Files.createLink(copy, file);
            return true;
        } catch (FileSystemException e) {
            // Another file system.
            return false;
        }
    }
}
