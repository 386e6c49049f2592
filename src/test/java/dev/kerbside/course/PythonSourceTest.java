package dev.kerbside.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerbside.LabException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PythonSourceTest {
    private static final Path CODE = Course.here().root().resolve("lab/src/main/python");

    private static final String JOB =
            """
            \"""A job.

            def parse(text): is not here.
            \"""

            import os

            # What a record looks like.
            SCHEMA = \"""
                a LONG )
            b STRING\"""


            def parse(
                text: str,
                base: int = 10,
            ) -> int:
                \"""Reads.\"""
                text = text.strip()  # a bracket: (

                return int(text, base)


            def between():
                return 1


            # The last one.
            @first
            @second(
                1,
            )
            async def end(): ...


            if __name__ == "__main__":
                parse("1")
            """;

    private static final String EXERCISE =
            """
            # TODO: the columns.
            SCHEMA = ""


            def parse(text: str) -> int:
                \"""Reads.\"""
                # TODO: read the text.
                return 0
            """;

    private static final List<String> NAMES = List.of("SCHEMA", "parse");

    @Test
    void aMemberComesWithTheCommentsAndDecoratorsAboveIt() {
        PythonSource job = PythonSource.of(JOB);
        assertThat(job.members("SCHEMA"))
                .containsExactly("# What a record looks like.\nSCHEMA = \"\"\"\n    a LONG )\nb STRING\"\"\"");
        assertThat(job.members("end"))
                .containsExactly("# The last one.\n@first\n@second(\n    1,\n)\nasync def end(): ...");
        assertThat(job.members("nothing")).isEmpty();
    }

    @Test
    void aFunctionGoesToItsLastIndentedLine() {
        assertThat(PythonSource.of(JOB).members("parse"))
                .singleElement()
                .asString()
                .startsWith("def parse(\n    text: str,")
                .contains("\n\n    return")
                .endsWith("return int(text, base)");
        assertThat(PythonSource.of("def f():\n    g()\n# at the margin\n    h()\n    # TODO\n\n# of g\ndef g(): pass\n")
                        .members("f"))
                .containsExactly("def f():\n    g()\n# at the margin\n    h()\n    # TODO");
    }

    @Test
    void aCommentBesideOrFarAboveAMemberIsNotItsOwn() {
        PythonSource source = PythonSource.of("a = 1  # of a\nb = 2\n# a heading\n\nc = 3\n");
        assertThat(source.members("a")).containsExactly("a = 1  # of a");
        assertThat(source.members("b")).containsExactly("b = 2");
        assertThat(source.members("c")).containsExactly("c = 3");
    }

    @Test
    void aDecoratorBelongsToItsFunctionAcrossEmptyLines() {
        assertThat(PythonSource.of("# of f\n@one\n\n# two\n@two\ndef f():\n    pass\n")
                        .members("f"))
                .containsExactly("# of f\n@one\n\n# two\n@two\ndef f():\n    pass");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"A = 1", "A: int = 1", "A : int", "A=1", "class A: pass", "async  def A(): ...", "A = [\n1]"})
    void aMemberIsAFunctionAClassOrAValue(String definition) {
        assertThat(PythonSource.of("x()\n" + definition + "\ny()\n").members("A"))
                .containsExactly(definition);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A == 1",
                "A += 1",
                "A(1)",
                "A.b = 1",
                "if A: pass",
                "'A = 1'",
                "\"\"\"\nA = 1\n\"\"\"",
                "(\nA, A) = 1, 2",
                "f(\nA=1)",
                "x = 1 + \\\nA == 1",
                "def f():\n    A = 1",
                "def f():\n    def A(): pass",
                "try:\n    x()\nexcept A: y()"
            })
    void nothingElseIsAMember(String statement) {
        assertThat(PythonSource.of(statement + "\n").members("A")).isEmpty();
        assertThat(PythonSource.of("try: x()\nfinally: y()\n").members("finally"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x = 'it\\'s \"'",
                "x = \"it's # no comment\"",
                "x = r'\\''",
                "x = '''\n'a'' \\''' ( '''",
                "x = f'{a[\"b\"]:>{width}} {{ {c!r:'>3}'",
                "x = f\"{d[\"a\"]} {f(\"(\")} {{\"",
                "x = 1  # it's ( a \"\"\" comment",
                "x = a[\n    # it's (\n    1]",
                "x = 'a\\\nb'",
                "x = 1 + \\\r\n    2"
            })
    void textsCommentsAndBracketsAreReadAsPythonDoes(String statement) {
        PythonSource source = PythonSource.of(statement + "\n\n\ndef f():\n\tpass\n");
        assertThat(source.members("x")).containsExactly(statement);
        assertThat(source.members("f")).containsExactly("def f():\n\tpass");
    }

    @Test
    void membersOfAClassAreFoundButNotReplaced() {
        String text = "class A:\n    a = 1\n\n    # of f\n    @b\n    def f(self):\n        pass\n\n    g = 2\n";
        assertThat(PythonSource.of(text).members("f"))
                .containsExactly("    # of f\n    @b\n    def f(self):\n        pass");
        assertThat(PythonSource.of(text).with(List.of("f"), PythonSource.of("def f(): ...\n")))
                .isEqualTo(text + "\n\ndef f(): ...\n");
    }

    @Test
    void eachMemberIsReplacedInItsPlaceAndTheRestStays() {
        String unsolved = PythonSource.of(JOB).with(NAMES, PythonSource.of(EXERCISE));
        assertThat(unsolved)
                .contains("import os\n\n# TODO: the columns.\nSCHEMA = \"\"\n\n\ndef parse(text: str) -> int:\n")
                .contains("    # TODO: read the text.\n    return 0\n\n\ndef between():\n    return 1\n\n\n# The last")
                .endsWith("\n\n\nif __name__ == \"__main__\":\n    parse(\"1\")\n")
                .doesNotContain("strip");
    }

    @Test
    void exerciseInAndSolutionInIsTheOldText() {
        PythonSource job = PythonSource.of(JOB);
        String unsolved = job.with(NAMES, PythonSource.of(EXERCISE));
        assertThat(unsolved).isNotEqualTo(JOB);
        assertThat(PythonSource.of(unsolved).with(NAMES, job)).isEqualTo(JOB);
    }

    @Test
    void everyMemberOfTheRealJobGoesOutAndComesBack() {
        PythonSource job = PythonSource.of(CODE.resolve("stream_taxi_data_spark.py"));
        for (String name : List.of("CORRUPT", "SCHEMA", "session", "source", "parse", "cents", "start_query")) {
            String unsolved = job.with(List.of(name), PythonSource.of("def %s():\n    pass\n".formatted(name)));
            assertThat(unsolved).isNotEqualTo(job.text());
            assertThat(PythonSource.of(unsolved).with(List.of(name), job)).isEqualTo(job.text());
        }
    }

    static Stream<Path> files() throws IOException {
        return Files.list(CODE).filter(file -> file.toString().endsWith(".py")).toList().stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void theLabsOwnFilesAreReadToTheirEnd(Path file) {
        PythonSource source = PythonSource.of(file);
        Stream.of(source.text().split("\n"))
                .filter(line -> line.startsWith("def "))
                .map(line -> line.replaceFirst("def (\\w+).*", "$1"))
                .forEach(function -> assertThat(source.members(function))
                        .singleElement()
                        .asString()
                        .contains("def " + function + "(")
                        .doesNotContain("\n\n\n"));
    }

    @Test
    void aSecondMemberOfANameGoesAndOneTooFewComesAfterTheFirst() {
        PythonSource one = PythonSource.of("a = 1\n\n\ndef f(): ...\n\n\nz = 1\n");
        PythonSource two = PythonSource.of("a = 1\n\n\ndef f(): ...\n\n\ndef f(i): ...\n\n\nz = 1\n");
        assertThat(one.with(List.of("f"), two)).isEqualTo(two.text());
        assertThat(two.with(List.of("f"), one)).isEqualTo(one.text());
    }

    @Test
    void whatIsNotThereComesAfterItsPredecessorOrAboveTheProgram() {
        PythonSource two = PythonSource.of("def f(): ...\n\n\n# G.\ndef g(): ...\n");
        assertThat(PythonSource.of("def f(): ...\n\nz = 1\n").with(List.of("f", "g"), two))
                .isEqualTo("def f(): ...\n\n\n# G.\ndef g(): ...\n\nz = 1\n");
        assertThat(PythonSource.of("z = 1\n").with(List.of("g"), two)).isEqualTo("z = 1\n\n\n# G.\ndef g(): ...\n");
        assertThat(PythonSource.of("z = 1\n\n\n# Run.\nif __name__ == '__main__':\n    f()\n")
                        .with(List.of("g"), two))
                .isEqualTo("z = 1\n\n\n# G.\ndef g(): ...\n\n\n# Run.\nif __name__ == '__main__':\n    f()\n");
        assertThat(PythonSource.of("\n").with(List.of("g"), two)).isEqualTo("# G.\ndef g(): ...\n");
        assertThat(PythonSource.of("if __name__ == '__main__':\n    f()\n\n\ndef f(): ...\n")
                        .with(List.of("f", "g"), two))
                .isEqualTo("if __name__ == '__main__':\n    f()\n\n\ndef f(): ...\n\n\n# G.\ndef g(): ...\n");
    }

    @Test
    void aSourceWithoutTheMembersIsRefused() {
        PythonSource job = PythonSource.of(JOB);
        PythonSource exercise = PythonSource.of(EXERCISE);
        assertThatThrownBy(() -> job.with(List.of("aggregate"), exercise))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("no member aggregate");
    }

    @Test
    void textThatDoesNotEndIsRefusedWithItsLine() {
        assertRefused("a = 1\nb = (1,\nc = 2\n", "line 2: '(' is not closed");
        assertRefused("a = [1)\n", "line 1: ')' closes nothing");
        assertRefused("\na = 1]\n", "line 2: ']' closes nothing");
        assertRefused("a = 'it's'\n", "line 1: the text that begins with ' does not end");
        assertRefused("a = 1\nb = \"\"\"\n\n", "line 2: the text that begins with \"\"\" does not end");
        assertRefused("a = f'{b\n", "line 1: '{' is not closed");
        assertThatThrownBy(() -> PythonSource.of(Path.of("no", "such.py")))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("There is no file no/such.py");
    }

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(() -> PythonSource.of(text))
                .isInstanceOf(LabException.class)
                .hasMessageContaining(message);
    }

    @Test
    void theNameOfAFileTellsTheLanguage() {
        assertThat(Language.of(Path.of("a.py"))).isEqualTo(Language.PYTHON);
        assertThat(Language.of(Path.of("A.java"))).isEqualTo(Language.JAVA);
        assertThat(SourceCode.of(CODE.resolve("job_settings.py")).members("JobSettings"))
                .hasSize(1);
    }
}
