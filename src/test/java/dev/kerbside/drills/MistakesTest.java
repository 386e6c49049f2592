package dev.kerbside.drills;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.LabException;
import dev.kerbside.course.JavaSource;
import dev.kerbside.lessons.Syllabus;
import dev.kerbside.steps.CodeExercise;
import dev.kerbside.steps.Step;
import dev.kerbside.taxi.job.Job;
import dev.kerbside.taxi.job.NycTaxiStreaming;
import dev.kerbside.taxi.pyspark.PythonJob;
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
class MistakesTest extends MistakeTrial {
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
    void theReferenceInPythonPassesItsDrill(String id) throws Exception {
        CodeExercise code = Syllabus.step(id).code().orElseThrow();
        assertThat(verdict(code, PythonJob.load(python(), PythonFile.CODE))).isNull();
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
    void everythingIsWrittenInBothLanguagesOrSaysWhyNot() {
        Stream.of(Mistakes.all(), SubtleMistakes.all(), OtherWays.all(), PythonMistakes.all())
                .flatMap(all -> all)
                .flatMap(mistake -> Stream.of(mistake.java(), mistake.python()))
                .forEach(edits -> assertThat(edits.lacking() == null)
                        .isEqualTo(!edits.words().isEmpty()));
    }

    @Test
    void anErrorOfTheirsIsToldWithFileAndLine() throws Exception {
        Job job = JobFile.reference(NycTaxiStreaming.class)
                .edited(
                        Edits.NONE.with(
                                ".drop(CORRUPT)",
                                ".filter((org.apache.spark.api.java.function.FilterFunction<Row>) row -> Amounts.isPaid(row)).drop(CORRUPT)"))
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
    void modulesThatAreLoadedAnewTakeThePlaceOfThoseBeforeInTasksToo() throws Exception {
        assertThat(verdictInPython(OtherWays.typedZones("place.getBorough()"))).isNull();
        assertThat(verdictInPython(OtherWays.typedZones("\"here\""))).hasMessageContaining("is here, expected");
    }

    @Test
    void classesThatAreCompiledAnewTakeThePlaceOfThoseBeforeInTasksToo() throws Exception {
        CodeExercise code = Syllabus.step("07").code().orElseThrow();
        for (String borough : List.of("place.getBorough()", "\"here\"")) {
            Edits edits = OtherWays.typedZones(borough).java();
            Job job = JobFile.reference(code.java().source())
                    .edited(edits)
                    .compile(compiler, folder, edits.filesBeside(folder));
            Throwable verdict = verdict(code, job);
            if (borough.contains("here")) {
                assertThat(verdict).hasMessageContaining("is here, expected");
            } else {
                assertThat(verdict).isNull();
            }
        }
    }
}
