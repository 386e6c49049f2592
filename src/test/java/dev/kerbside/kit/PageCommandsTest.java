package dev.kerbside.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.config.Commands;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command that a page names is in the lab's shell, is the shell's own, or is one that the pages say to install. */
class PageCommandsTest {
    private static final Map<String, String> LAB =
            new Commands("java", "", List.of(), List.of(), Path.of("/"), Path.of("/"), Path.of("/"), "").scripts();

    private static final Set<String> SHELL = Set.of(
            "cd", "echo", "eval", "exit", "for", "done", "printf", "export", "source", "unset", "command", "type");

    /** Of every Linux. */
    private static final Set<String> SYSTEM =
            Set.of("base64", "bash", "cat", "cp", "head", "ls", "mkdir", "sed", "sort", "tail", "tee", "sudo");

    /** To be installed; the pages say so where they are first used. */
    private static final Set<String> INSTALLED =
            Set.of("kinit", "klist", "kvno", "kdestroy", "curl", "kcat", "python3", "docker", "pip");

    /** Kerbside's own, and what a reader has written or built. */
    private static final Pattern OWN =
            Pattern.compile("lab|lab/bin/lab|\\./mvnw|\\./\\d\\d-[a-z-]+\\.sh|docker/base-image|QUOTED");

    private static final Pattern KAFKA = Pattern.compile("\\bkafka-[a-z-]+\\.sh\\b");
    private static final Pattern HADOOP = Pattern.compile("\\b(hdfs|hadoop|yarn) ([a-z]+)\\b");
    private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\\n]+`");

    static Stream<Path> pages() throws IOException {
        return ShellBlocks.pages().stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void whatAPageSaysToTypeIsThere(Path page) {
        assertThat(ShellBlocks.commands(page)).allSatisfy(name -> assertThat(isThere(name))
                .as(
                        "%s: '%s' is not a command of the lab's shell; add it to Tools, or say where it comes from",
                        page, name)
                .isTrue());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyCommandOfKafkasOnAPageIsInTheLabsShell(Path page) {
        assertThat(KAFKA.matcher(ShellBlocks.read(page)).results().map(MatchResult::group))
                .allSatisfy(name -> assertThat(LAB).containsKey(name));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everySubcommandOfHadoopsOnAPageIsInTheLabsShell(Path page) {
        CODE.matcher(ShellBlocks.read(page))
                .results()
                .flatMap(code -> HADOOP.matcher(code.group()).results())
                .filter(command -> !command.group().equals("hadoop fs"))
                .forEach(command -> assertThat(LAB.get(command.group(1)))
                        .as("%s: %s", page, command.group())
                        .contains("    " + command.group(2) + ") main="));
    }

    @Test
    void namesAreFoundWhereverACommandBegins() {
        assertThat(
                        ShellBlocks.names(
                                """
                        A=1 one --x 'two | three' |   # four
                            five "$(six)" && seven \\
                            eight
                        for x in 1 2; do
                            nine <(ten)
                        done
                        """))
                .containsExactly("one", "five", "seven", "for", "nine", "ten", "done");
    }

    private static boolean isThere(String name) {
        String plain = name.replaceFirst("^/bin/", "");
        return LAB.containsKey(plain)
                || SHELL.contains(plain)
                || SYSTEM.contains(plain)
                || INSTALLED.contains(plain)
                || OWN.matcher(name).matches();
    }
}
