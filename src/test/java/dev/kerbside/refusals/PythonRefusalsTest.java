package dev.kerbside.refusals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kerbside.process.ForkedJvm;
import dev.kerbside.python.Python;
import dev.kerbside.refusals.Listeners.Listener;
import dev.kerbside.taxi.pyspark.Attached;
import dev.kerbside.taxi.pyspark.PythonJob;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Java and Python listen for each other on loopback, which every user of this machine reaches: only they are answered. */
class PythonRefusalsTest {
    private static final Path CODE = Path.of("lab/src/main/python").toAbsolutePath();
    private static final String JAVA = "java";
    private static final String PYTHON = "python";
    private static final String SECRET = "PYSPARK_GATEWAY_SECRET=";

    /** py4j's first letters of an answer that is none. */
    private static final String DONE = "!y";

    @TempDir
    private Path folder;

    private Attached attached;
    private ProcessHandle python;
    private List<Listener> listeners;

    @BeforeEach
    void attach() throws Exception {
        Optional<Python> found = Python.find();
        assumeTrue(found.isPresent(), "there is no Python with PySpark here: lab python");
        Set<Integer> before = ports();
        Set<Long> children =
                ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
        attached = Attached.start(found.get(), CODE);
        python = ProcessHandle.current()
                .children()
                .filter(child -> !children.contains(child.pid()))
                .findFirst()
                .orElseThrow();
        listeners = new ArrayList<>(Listeners.of(PYTHON, python.pid()));
        Listeners.of(JAVA, ProcessHandle.current().pid()).stream()
                .filter(listener -> !before.contains(listener.port()))
                .forEach(listeners::add);
    }

    private static Set<Integer> ports() {
        return Listeners.of(JAVA, ProcessHandle.current().pid()).stream()
                .map(Listener::port)
                .collect(Collectors.toSet());
    }

    @AfterEach
    void end() {
        if (attached != null) {
            attached.close();
        }
    }

    @Test
    void eachListensOnLoopbackOnly() {
        assertThat(listeners).extracting(Listener::owner).containsExactlyInAnyOrder(JAVA, PYTHON);
        assertThat(listeners).allMatch(Listener::onLoopback);
    }

    @Test
    void whoKnowsTheSecretIsAnswered() throws Exception {
        for (Listener listener : listeners) {
            assertThat(answer(listener, "A\n" + secret() + "\ne\n")).startsWith(DONE);
        }
    }

    @Test
    void aStrangerIsNotAnsweredAndTheTwoGoOn() throws Exception {
        for (Listener listener : listeners) {
            for (String words : List.of(
                    "c\nt\nsession\ne\n",
                    "c\np0\ncall\nsos\nssystem\nlo0\ne\n",
                    "A\nlet me in\ne\n",
                    "A\n\ne\n",
                    "r\nu\njava.lang.Runtime\ne\n",
                    "s\ne\n",
                    "GET / HTTP/1.0\r\n\r\n")) {
                assertThat(answer(listener, words))
                        .as("%s to '%s'", listener, words)
                        .doesNotStartWith(DONE);
            }
        }
        Files.writeString(folder.resolve(PythonJob.JOB + ".py"), "SCHEMA = 'value STRING'\n");
        assertThat(PythonJob.load(attached, folder).schema()).contains("value STRING");
    }

    /** The first line of what comes back; empty if there is nothing. */
    private static String answer(Listener listener, String words) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
            socket.setSoTimeout((int) Duration.ofSeconds(10).toMillis());
            socket.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
            StringBuilder line = new StringBuilder();
            for (int letter = socket.getInputStream().read(); letter > '\n'; ) {
                line.append((char) letter);
                letter = socket.getInputStream().read();
            }
            return line.toString();
        } catch (SocketException e) {
            // Hung up.
            return "";
        }
    }

    @Test
    void theSecretIsInNoFileAndInNoArguments() throws Exception {
        String secret = secret();
        assertThat(secret).hasSizeGreaterThan(30);
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            assertThat(processes.map(process -> process.resolve("cmdline")))
                    .isNotEmpty()
                    .noneMatch(arguments -> contains(arguments, secret));
        }
        for (Path place : List.of(Path.of(System.getProperty("java.io.tmpdir")), CODE)) {
            try (Stream<Path> files = Files.walk(place)) {
                assertThat(files).noneMatch(file -> contains(file, secret));
            }
        }
    }

    private static boolean contains(Path file, String secret) {
        try {
            return Files.isRegularFile(file)
                    && new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(secret);
        } catch (IOException e) {
            // It has gone meanwhile, or is another user's.
            return false;
        }
    }

    /** Only the same user reads this. */
    private String secret() throws IOException {
        Path environment = Path.of("/proc", String.valueOf(python.pid()), "environ");
        return Arrays.stream(Files.readString(environment, StandardCharsets.ISO_8859_1)
                        .split("\0"))
                .filter(variable -> variable.startsWith(SECRET))
                .map(variable -> variable.substring(SECRET.length()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void pythonEndsWithWhoAttachedIt() {
        attached.close();
        awaitEnd(python);
    }

    @Test
    void pythonEndsWhenTheLabIsKilledWhateverItDoes() throws Exception {
        Path output = folder.resolve("output.txt");
        Path errors = folder.resolve("errors.txt");
        try (ForkedJvm lab = Fork.start(
                LoopingPython.class,
                folder.resolve("krb5.conf"),
                folder,
                List.of(CODE.toString(), folder.toString()),
                output)) {
            Awaitility.await("a loop in Python")
                    .atMost(Duration.ofSeconds(60))
                    .failFast("the lab lives", () -> assertThat(lab.isAlive())
                            .as(Files.readString(errors))
                            .isTrue())
                    .until(() -> Files.exists(errors)
                            && Files.readString(errors).matches("(?s).*" + LoopingPython.WORD + "\\d+\n.*"));
            ProcessHandle looping = ProcessHandle.of(Long.parseLong(
                            Files.readString(errors).replaceFirst("(?s).*" + LoopingPython.WORD + "(\\d+)\n.*", "$1")))
                    .orElseThrow();
            lab.handle().destroyForcibly();
            awaitEnd(looping);
        }
    }

    private static void awaitEnd(ProcessHandle process) {
        Awaitility.await("the end of Python").atMost(Duration.ofSeconds(10)).until(() -> !process.isAlive());
    }
}
