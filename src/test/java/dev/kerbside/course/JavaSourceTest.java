package dev.kerbside.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerbside.LabException;
import dev.kerbside.taxi.job.NycTaxiStreaming;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class JavaSourceTest {
    private static final String JOB =
            """
            package nyctaxi;

            /** A job. */
            public final class Job {
                /** What a record looks like. */
                static final String SCHEMA =
                        \"""
                        a LONG }
                        b STRING\""";

                private Job() {}

                /** Reads. */
                static int parse(String text) {
                    return Integer.parseInt(text); // a brace: }
                }

                private static int between() {
                    return 1;
                }

                /** Reads, in a base. */
                static int parse(String text, int base) {
                    return Integer.parseInt(text, base);
                }

                // The last one.
                @Deprecated
                static void end() {}
            }
            """;

    private static final String EXERCISE =
            """
            class Exercise {
                // TODO: the columns.
                static final String SCHEMA = "";

                static int parse(String text) {
                    // TODO: read the text.
                    return 0;
                }

                static int parse(String text, int base) {
                    return 0;
                }
            }
            """;

    private static final List<String> NAMES = List.of("SCHEMA", "parse");

    @Test
    void aMemberComesWithTheCommentsAboveIt() {
        JavaSource job = JavaSource.of(JOB);
        assertThat(job.members("end"))
                .containsExactly("    // The last one.\n    @Deprecated\n    static void end() {}");
        assertThat(job.members("SCHEMA"))
                .singleElement()
                .asString()
                .startsWith("    /** What a record looks like. */\n")
                .endsWith("b STRING\"\"\";");
        assertThat(job.members("Job")).containsExactly("    private Job() {}");
        assertThat(job.members("nothing")).isEmpty();
    }

    @Test
    void overloadsAreMembersOfOneName() {
        assertThat(JavaSource.of(JOB).members("parse")).hasSize(2);
    }

    @Test
    void aCommentBesideOrFarAboveAMemberIsNotItsOwn() {
        JavaSource source = JavaSource.of(
                """
                class A {
                    int a; /* of a */
                    int b;

                    // a heading

                    int c;
                }
                """);
        assertThat(source.members("b")).containsExactly("    int b;");
        assertThat(source.members("c")).containsExactly("    int c;");
    }

    @Test
    void membersOfANestedClassAreFoundButNotReplaced() {
        String text = "class A {\n    int a;\n\n    static class B {\n        int b;\n    }\n}\n";
        assertThat(JavaSource.of(text).members("b")).containsExactly("        int b;");
        assertThat(JavaSource.of(text).with(List.of("b"), JavaSource.of("class C {\n    long b;\n}\n")))
                .isEqualTo("class A {\n    int a;\n\n    static class B {\n        int b;\n    }\n\n    long b;\n}\n");
    }

    @Test
    void eachMemberIsReplacedInItsPlaceAndTheRestStays() {
        String unsolved = JavaSource.of(JOB).with(NAMES, JavaSource.of(EXERCISE));
        assertThat(unsolved)
                .contains(
                        "Job {\n    // TODO: the columns.\n    static final String SCHEMA = \"\";\n\n    private Job()")
                .contains(
                        "        // TODO: read the text.\n        return 0;\n    }\n\n    private static int between()")
                .contains(
                        "    static int parse(String text, int base) {\n        return 0;\n    }\n\n    // The last one.")
                .doesNotContain("Integer");
    }

    @Test
    void exerciseInAndSolutionInIsTheOldText() {
        JavaSource job = JavaSource.of(JOB);
        String unsolved = job.with(NAMES, JavaSource.of(EXERCISE));
        assertThat(unsolved).isNotEqualTo(JOB);
        assertThat(JavaSource.of(unsolved).with(NAMES, job)).isEqualTo(JOB);
    }

    @Test
    void everyStepsMembersOfTheRealJobGoOutAndComeBack() {
        JavaSource job = JavaSource.of(Course.here().reference(NycTaxiStreaming.class));
        String half = "class Exercise {\n    static void %s() {}\n}\n";
        for (String name : List.of("session", "source", "readFromKafka", "SCHEMA", "joinZones", "startQuery")) {
            String unsolved = job.with(List.of(name), JavaSource.of(half.formatted(name)));
            assertThat(unsolved).isNotEqualTo(job.text());
            assertThat(JavaSource.of(unsolved).with(List.of(name), job)).isEqualTo(job.text());
        }
    }

    @Test
    void anOverloadTooManyGoesAndOneTooFewComesAfterTheFirst() {
        JavaSource one = JavaSource.of("class A {\n    int a;\n\n    void f() {}\n\n    int z;\n}\n");
        JavaSource two = JavaSource.of("class A {\n    void f() {}\n\n    void f(int i) {}\n\n    int z;\n}\n");
        assertThat(one.with(List.of("f"), two))
                .isEqualTo("class A {\n    int a;\n\n    void f() {}\n\n    void f(int i) {}\n\n    int z;\n}\n");
        assertThat(two.with(List.of("f"), one)).isEqualTo("class A {\n    void f() {}\n\n    int z;\n}\n");
    }

    @Test
    void whatIsNotThereComesAfterItsPredecessorOrAtTheEnd() {
        JavaSource two = JavaSource.of("class B {\n    void f() {}\n\n    /** G. */\n    void g() {}\n}\n");
        assertThat(JavaSource.of("class A {\n    void f() {}\n\n    int z;\n}\n")
                        .with(List.of("f", "g"), two))
                .isEqualTo("class A {\n    void f() {}\n\n    /** G. */\n    void g() {}\n\n    int z;\n}\n");
        assertThat(JavaSource.of("class A {\n    int z;\n}\n").with(List.of("g"), two))
                .isEqualTo("class A {\n    int z;\n\n    /** G. */\n    void g() {}\n}\n");
        assertThat(JavaSource.of("class A {}\n").with(List.of("g"), two))
                .isEqualTo("class A {\n    /** G. */\n    void g() {}\n}\n");
    }

    @Test
    void theMembersOfThePublicClassAreMeant() {
        String text = "class Small {\n    int a;\n}\n\npublic class Main {\n    int b;\n}\n";
        assertThat(JavaSource.of(text).with(List.of("c"), JavaSource.of("class C {\n    int c;\n}\n")))
                .isEqualTo("class Small {\n    int a;\n}\n\npublic class Main {\n    int b;\n\n    int c;\n}\n");
    }

    @Test
    void aSourceWithoutTheMembersIsRefused() {
        JavaSource job = JavaSource.of(JOB);
        JavaSource exercise = JavaSource.of(EXERCISE);
        assertThatThrownBy(() -> job.with(List.of("aggregate"), exercise))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("no member aggregate");
    }

    @Test
    void textThatDoesNotParseIsRefusedWithItsLine() {
        assertThatThrownBy(() -> JavaSource.of("class A {\n    int a\n}\n"))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("line 2: ';' expected");
        assertThatThrownBy(() -> JavaSource.of("// nothing\n"))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("has no class");
        assertThatThrownBy(() -> JavaSource.of(Path.of("no", "Such.java")))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("There is no file no/Such.java");
    }
}
