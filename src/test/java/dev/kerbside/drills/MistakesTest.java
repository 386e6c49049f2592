package dev.kerbside.drills;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.LabException;
import dev.kerbside.course.JavaSource;
import dev.kerbside.lessons.Syllabus;
import dev.kerbside.steps.CodingStep;
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
        return steps().stream().map(CodingStep::id).toList();
    }

    private static List<CodingStep> steps() {
        return Syllabus.STEPS.stream()
                .filter(CodingStep.class::isInstance)
                .map(CodingStep.class::cast)
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stepIds")
    void theReferencePassesItsDrill(String id) {
        CodingStep step = (CodingStep) Syllabus.step(id);
        assertThat(verdict(step, Job.REFERENCE)).isNull();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stepIds")
    void theExerciseCompilesInTheReferencesPlaceAndIsToldWhereToBegin(String id) throws Exception {
        CodingStep step = (CodingStep) Syllabus.step(id);
        JavaSource exercise = JavaSource.of(Path.of("tutorial-steps", step.id(), "exercise.java"));
        assertThat(step.members())
                .allSatisfy(member -> assertThat(exercise.members(member)).hasSize(1));
        Job job =
                JobFile.reference(step.source()).with(step.members(), exercise).compile(compiler, folder);
        assertThat(verdict(step, job))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("as the exercise left it")
                .hasMessageContaining("TODO " + step.id().substring(0, 2) + "-a");
    }

    @Test
    void everyStepHasFiveMistakesOrMore() {
        Map<String, Integer> mistakes = new TreeMap<>();
        Mistakes.all().forEach(mistake -> mistakes.merge(mistake.step(), 1, Integer::sum));
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
        CodingStep step = (CodingStep) Syllabus.step("06");
        assertThat(verdict(step, job).getMessage())
                .contains(
                        "What parse() returns fails at Amounts.java:5: NullPointerException", "A value is null there");
    }

    @Test
    void classesThatAreCompiledAnewTakeThePlaceOfThoseBeforeInTasksToo() throws Exception {
        CodingStep step = (CodingStep) Syllabus.step("07");
        for (String borough : List.of("place.getBorough()", "\"here\"")) {
            Job job = OtherWays.typedZones(borough)
                    .made(JobFile.reference(step.source()))
                    .compile(compiler, folder, OtherWays.typedZones(borough).filesBeside(folder));
            Throwable verdict = verdict(step, job);
            if (borough.contains("here")) {
                assertThat(verdict).hasMessageContaining("is here, expected");
            } else {
                assertThat(verdict).isNull();
            }
        }
    }
}
