package dev.kerbside.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.kerbside.Claims;
import dev.kerbside.LabException;
import dev.kerbside.course.JavaSource;
import dev.kerbside.lessons.Syllabus;
import dev.kerbside.steps.CodingStep;
import dev.kerbside.taxi.Job;
import dev.kerbside.trainee.Compiler;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Typical mistakes, really compiled and fed in: the drill of the step names each of them. Needs no server. */
class MistakesTest {
    private static final Map<String, String> SPARK = Map.of(
            "spark.master", "local[1]",
            "spark.ui.enabled", "false");

    private static Compiler compiler;

    @TempDir
    Path folder;

    @BeforeAll
    static void openCompiler() {
        SPARK.forEach(System::setProperty);
        compiler = new Compiler();
    }

    @AfterAll
    static void close() throws Exception {
        Job.REFERENCE.session().stop();
        SPARK.keySet().forEach(System::clearProperty);
        compiler.close();
    }

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
    @MethodSource("mistakes")
    void theDrillNames(Mistake mistake) throws Exception {
        CodingStep step = (CodingStep) Syllabus.step(mistake.step());
        Job job = mistake.made(JobFile.reference(step.source())).compile(compiler, folder);
        Throwable verdict = catchThrowable(() -> judge(step, job));
        assertThat(verdict).isInstanceOf(LabException.class);
        assertThat(verdict.getMessage()).contains(mistake.says());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stepIds")
    void theReferencePassesItsDrill(String id) {
        CodingStep step = (CodingStep) Syllabus.step(id);
        assertThatCode(() -> judge(step, Job.REFERENCE)).doesNotThrowAnyException();
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
        Throwable verdict = catchThrowable(() -> judge(step, job));
        assertThat(verdict)
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

    private static void judge(CodingStep step, Job job) throws Exception {
        SparkSession spark = Job.REFERENCE.session();
        step.drill().judge(job, spark, new Claims());
    }
}
