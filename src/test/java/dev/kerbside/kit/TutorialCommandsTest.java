package dev.kerbside.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.kit.PrintedCommands.Refused;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The commands of the tutorial itself: each stands on a page, to be typed on the edge node, or a page says why it cannot.
 * {@link AsPrintedIT} types them there.
 */
class TutorialCommandsTest {
    /** Where blocks for the edge node stand. */
    private static final List<String> STEPS =
            List.of("00-authenticate", "01-load-dataset", "02-create-topic", "03-ingest", "10-submit", "11-clean-up");

    @Test
    void ofEachCommandItIsKnownWhetherItWorks() throws IOException {
        TutorialText.require();
        assertThat(TutorialText.commands().stream().map(PrintedCommands::plain))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                PrintedCommands.WORK.stream(),
                                PrintedCommands.REFUSED.stream().map(Refused::command))
                        .toList());
    }

    @Test
    void eachThatWorksStandsInABlockForTheEdgeNode() {
        String typed = STEPS.stream().map(TutorialCommandsTest::block).collect(Collectors.joining("\n"));
        assertThat(typed.lines())
                .containsAll(PrintedCommands.WORK)
                .contains(PrintedCommands.SUBMIT + " " + PrintedCommands.JOB, PrintedCommands.PRODUCE);
    }

    @Test
    void ofEachThatCannotWorkAPageTellsTheReason() {
        assertThat(PrintedCommands.REFUSED).allSatisfy(refused -> assertThat(code(refused.page()))
                .as("%s on %s", refused.named(), refused.page())
                .contains(refused.named()));
    }

    @Test
    void noPageSaysAsPrinted() throws IOException {
        assertThat(ShellBlocks.pages())
                .allSatisfy(page -> assertThat(ShellBlocks.read(page)).doesNotContainPattern("(?i)\\bas printed\\b"));
    }

    private static String block(String step) {
        return Pattern.compile("<!-- run: edge-\\S+ -->\\n```bash\\n(.*?)```", Pattern.DOTALL)
                .matcher(ShellBlocks.read(Path.of("tutorial-steps", step, "README.md")))
                .results()
                .map(block -> block.group(1).replaceAll(" +#.*", "").replaceAll("\\s*\\\\\\n\\s*", " "))
                .collect(Collectors.joining("\n"));
    }

    /** What stands in code spans. */
    private static String code(Path page) {
        return Pattern.compile("`([^`\\n]+)`")
                .matcher(ShellBlocks.read(page))
                .results()
                .map(span -> span.group(1))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
