package dev.kerbside.trainee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerbside.Endpoints;
import dev.kerbside.Lab;
import dev.kerbside.LabException;
import dev.kerbside.course.Course;
import dev.kerbside.course.Language;
import dev.kerbside.lessons.Syllabus;
import dev.kerbside.security.Kerberos;
import dev.kerbside.steps.TutorialContext;
import dev.kerbside.taxi.job.Job;
import dev.kerbside.testkit.RunningLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code lab validate} finds what is wrong with a course: copies of the real one with one thing broken. */
@ExtendWith(RunningLab.class)
class ValidationIT {
    private static final String REFERENCE = "lab/src/main/java/dev/kerbside/taxi/job/NycTaxiStreaming.java";

    @TempDir
    private Path folder;

    private Course course;

    @BeforeEach
    void copyTheCourse() throws IOException {
        course = new Course(folder.resolve("copy"));
        for (String part : new String[] {"tutorial-steps", "lab/src/main/java", "lab/src/main/python"}) {
            FileUtils.copyDirectory(
                    Course.here().root().resolve(part).toFile(),
                    course.root().resolve(part).toFile());
        }
        assertThat(Validation.problems(course)).isEmpty();
    }

    @Test
    void aPageWithoutOneOfItsSectionsIsAProblem() throws IOException {
        Path page = course.root().resolve("tutorial-steps/02-create-topic/README.md");
        edit(page, "## Hints\n", "");
        assertThat(Validation.problems(course)).isNotEmpty().allSatisfy(problem -> assertThat(problem)
                .contains("02-create-topic"));
        assertThat(Validation.problems(course))
                .anySatisfy(problem -> assertThat(problem).contains("Hints"));
    }

    @Test
    void anExcerptThatDiffersIsAProblem() throws IOException {
        edit(
                course.root().resolve(REFERENCE),
                "withWatermark(\"lpep_dropoff_datetime\", \"10 minutes\")",
                "withWatermark(\"lpep_dropoff_datetime\", \"20 minutes\")");
        assertThat(Validation.problems(course)).singleElement().satisfies(problem -> assertThat(problem)
                .contains("08-aggregate", "#aggregate"));
    }

    @Test
    void aMissingExerciseIsAProblem() throws IOException {
        Files.delete(course.exerciseCode("07-join-zones", Language.JAVA));
        assertThat(Validation.problems(course)).singleElement().satisfies(problem -> assertThat(problem)
                .contains("07-join-zones", "exercise.java"));
    }

    @Test
    void aPreSolvedExerciseOfTheShellIsFound(Endpoints lab) throws Exception {
        Files.copy(
                course.solutionScript("02-create-topic", Language.JAVA),
                course.exerciseScript("02-create-topic", Language.JAVA),
                StandardCopyOption.REPLACE_EXISTING);
        try (Validation validation = validation(lab)) {
            validation.prove(Syllabus.step("00"));
            assertThatThrownBy(() -> validation.prove(Syllabus.step("02")))
                    .isInstanceOf(LabException.class)
                    .hasMessageContaining("02-create-topic passes unsolved");
        } finally {
            Syllabus.step("02").reset(context(lab));
        }
    }

    @Test
    void aPreSolvedExerciseOfCodeIsFound(Endpoints lab) throws Exception {
        String solution = Workspace.solution(Syllabus.step("04"), course, Language.JAVA);
        Files.writeString(
                course.exerciseCode("04-spark-session", Language.JAVA), "class Exercise {\n" + solution + "\n}\n");
        try (Validation validation = validation(lab)) {
            assertThatThrownBy(() -> validation.prove(Syllabus.step("04")))
                    .isInstanceOf(LabException.class)
                    .hasMessageContaining("04-spark-session passes unsolved");
        }
    }

    private Validation validation(Endpoints lab) throws IOException {
        return Validation.inEachLanguage(course, context(lab), folder.resolve("workspaces"))
                .get(0);
    }

    private static TutorialContext context(Endpoints lab) {
        Kerberos.use(lab);
        return new TutorialContext(
                Lab.attach(lab.folder()),
                () -> {
                    throw new AssertionError("these steps need no trips");
                },
                0,
                new Said(new ArrayList<>()),
                Job.REFERENCE);
    }

    private static void edit(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }
}
