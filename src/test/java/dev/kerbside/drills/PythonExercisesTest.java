package dev.kerbside.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kerbside.LabException;
import dev.kerbside.course.Course;
import dev.kerbside.course.Language;
import dev.kerbside.course.PythonSource;
import dev.kerbside.lessons.Syllabus;
import dev.kerbside.python.Python;
import dev.kerbside.steps.CodeExercise;
import dev.kerbside.steps.Step;
import dev.kerbside.taxi.job.Job;
import dev.kerbside.taxi.pyspark.Attached;
import dev.kerbside.taxi.pyspark.PythonJob;
import dev.kerbside.testkit.LocalSpark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The exercises in Python, as they are given: each has the members of Java's, and is told where to begin. No server. */
class PythonExercisesTest {
    private static final Course COURSE = Course.here();
    private static Attached python;

    @TempDir
    Path folder;

    @BeforeAll
    static void attach() throws Exception {
        Optional<Python> found = Python.find();
        if (found.isPresent()) {
            LocalSpark.configure();
            python = Attached.start(found.get(), COURSE.referencePython());
        }
    }

    @AfterAll
    static void end() throws Exception {
        if (python != null) {
            Job.REFERENCE.session().stop();
            python.close();
            LocalSpark.reset();
        }
    }

    static List<String> stepIds() {
        return Syllabus.STEPS.stream()
                .filter(step -> step.code().isPresent())
                .map(Step::id)
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stepIds")
    void theExerciseHasTheMembersAndTheTodosOfJavas(String id) throws Exception {
        PythonSource exercise = PythonSource.of(COURSE.exerciseCode(id, Language.PYTHON));
        assertThat(members(id))
                .allSatisfy(member -> assertThat(exercise.members(member)).hasSize(1));
        assertThat(todos(exercise.text())).isEqualTo(todos(Files.readString(COURSE.exerciseCode(id, Language.JAVA))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stepIds")
    void inTheReferencesPlaceItIsToldWhereToBegin(String id) throws Exception {
        assumeTrue(python != null, "Not run: there is no Python with PySpark. Get it with: lab python");
        Step step = Syllabus.step(id);
        CodeExercise code = step.code().orElseThrow();
        PythonSource exercise = PythonSource.of(COURSE.exerciseCode(id, Language.PYTHON));
        String exercised = code.python().module();
        for (String module : List.of(PythonJob.PRODUCER, PythonJob.JOB, PythonJob.QUESTIONS)) {
            PythonSource reference = PythonSource.of(COURSE.referencePython().resolve(module + ".py"));
            Files.writeString(
                    folder.resolve(module + ".py"),
                    module.equals(exercised) ? reference.with(members(id), exercise) : reference.text());
        }
        assertThat(DrillTrial.verdict(code, PythonJob.load(python, folder)))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("as the exercise left it")
                .hasMessageContaining("TODO " + step.number() + "-a");
    }

    private static List<String> members(String id) {
        return Syllabus.step(id).code().orElseThrow().java().members().stream()
                .map(PythonExercisesTest::inPython)
                .toList();
    }

    /** Java's name as Python writes it; that of a constant stays. */
    private static String inPython(String name) {
        return name.equals(name.toUpperCase(Locale.ROOT))
                ? name
                : name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static List<String> todos(String text) {
        return text.lines()
                .filter(line -> line.contains("TODO "))
                .map(line -> line.replaceFirst(".*(TODO \\d\\d-\\w).*", "$1"))
                .toList();
    }
}
