package dev.kerbside.drills;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.LabException;
import dev.kerbside.course.JavaSource;
import dev.kerbside.lessons.Syllabus;
import dev.kerbside.steps.CodeExercise;
import dev.kerbside.steps.Step;
import dev.kerbside.taxi.job.Job;
import dev.kerbside.taxi.job.NycTaxiStreaming;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Typical mistakes, really compiled and fed in: the drill of the step names each of them. Needs no server. */
class MistakesTest extends DrillTrial {
    static Stream<Mistake> mistakes() {
        return Mistakes.all();
    }

    static List<String> stepIds() {
        return steps().stream().map(Step::id).toList();
    }

    private static List<Step> steps() {
        return Syllabus.STEPS.stream().filter(step -> step.code().isPresent()).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stepIds")
    void theReferencePassesItsDrill(String id) {
        CodeExercise code = Syllabus.step(id).code().orElseThrow();
        assertThat(verdict(code, Job.REFERENCE)).isNull();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stepIds")
    void theExerciseCompilesInTheReferencesPlaceAndIsToldWhereToBegin(String id) throws Exception {
        CodeExercise code = Syllabus.step(id).code().orElseThrow();
        JavaSource exercise = JavaSource.of(Path.of("tutorial-steps", id, "exercise.java"));
        assertThat(code.java().members())
                .allSatisfy(member -> assertThat(exercise.members(member)).hasSize(1));
        Job job = JobFile.reference(code.java().source())
                .with(code.java().members(), exercise)
                .compile(compiler, folder);
        assertThat(verdict(code, job))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("as the exercise left it")
                .hasMessageContaining("TODO " + Syllabus.step(id).number() + "-a");
    }

    @Test
    void everyStepHasFiveMistakesOrMore() {
        Map<String, Integer> mistakes = new TreeMap<>();
        Stream.concat(Mistakes.all(), ProducerMistakes.all())
                .forEach(mistake -> mistakes.merge(mistake.step(), 1, Integer::sum));
        assertThat(mistakes).hasSameSizeAs(steps()).allSatisfy((step, number) -> assertThat(number)
                .isGreaterThanOrEqualTo(5));
    }

    @Test
    void anErrorOfTheirsIsToldWithFileAndLine() throws Exception {
        Job job = Mistake.of("06", "a function that takes no null")
                .edit(
                        ".drop(CORRUPT)",
                        ".filter((org.apache.spark.api.java.function.FilterFunction<Row>) row -> Amounts.isPaid(row)).drop(CORRUPT)")
                .made(JobFile.reference(NycTaxiStreaming.class))
                .compile(
                        compiler,
                        folder,
                        List.of(
                                Files.writeString(
                                        folder.resolve("Amounts.java"),
                                        """
                                package nyctaxi;

                                class Amounts {
                                    static boolean isPaid(org.apache.spark.sql.Row row) {
                                        return row.<Double>getAs("fare_amount") > -1e9;
                                    }
                                }
                                """)));
        CodeExercise code = Syllabus.step("06").code().orElseThrow();
        assertThat(verdict(code, job).getMessage())
                .contains(
                        "What parse() returns fails at Amounts.java:5: NullPointerException", "A value is null there");
    }

    @Test
    void classesThatAreCompiledAnewTakeThePlaceOfThoseBeforeInTasksToo() throws Exception {
        CodeExercise code = Syllabus.step("07").code().orElseThrow();
        for (String borough : List.of("place.getBorough()", "\"here\"")) {
            Job job = OtherWays.typedZones(borough)
                    .made(JobFile.reference(code.java().source()))
                    .compile(compiler, folder, OtherWays.typedZones(borough).filesBeside(folder));
            Throwable verdict = verdict(code, job);
            if (borough.contains("here")) {
                assertThat(verdict).hasMessageContaining("is here, expected");
            } else {
                assertThat(verdict).isNull();
            }
        }
    }
}
