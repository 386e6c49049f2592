package dev.kerbside.trainee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.course.Course;
import dev.kerbside.course.Language;
import dev.kerbside.lessons.Syllabus;
import dev.kerbside.steps.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A workspace in Python, as far as it needs none. */
class PythonWorkspaceTest {
    private static final Course COURSE = new Course(Path.of("").toAbsolutePath());

    @TempDir
    private Path folder;

    private Workspace workspace;

    @BeforeEach
    void init() throws IOException {
        workspace = Workspace.create(folder.resolve("mine"), COURSE, Language.PYTHON);
    }

    private static List<Step> codingSteps() {
        return Syllabus.STEPS.stream().filter(step -> step.code().isPresent()).toList();
    }

    @Test
    void aNewOneHasEveryExerciseUntouchedAndWhatItImports() throws IOException {
        for (Step step : codingSteps()) {
            assertThat(workspace.isUntouched(step)).as(step.id()).isTrue();
            assertThat(Files.readString(workspace.exercise(step))).contains("TODO " + step.number());
        }
        for (String module : List.of("job_settings.py", "dead_letters.py", "dead_letter_position.py")) {
            assertThat(workspace.folder().resolve(module))
                    .hasSameTextualContentAs(COURSE.referencePython().resolve(module));
        }
        assertThat(workspace.folder().resolve("03-ingest.sh")).isExecutable();
        assertThat(workspace.folder().resolve("README.md")).content().doesNotContain("@");
    }

    @Test
    void allSolutionsTogetherAreTheReference() throws IOException {
        for (Step step : codingSteps()) {
            workspace.solve(step);
        }
        for (Step step : codingSteps()) {
            Path theirs = workspace.exercise(step);
            assertThat(theirs).hasSameTextualContentAs(COURSE.referencePython().resolve(theirs.getFileName()));
            assertThat(workspace.isSolution(step)).isTrue();
        }
    }

    @Test
    void anExerciseComesBackAsItWasGivenAndWhatItReplacedIsKept() throws IOException {
        String given = Files.readString(workspace.job());
        Step aggregate = Syllabus.step("08");
        workspace.solve(aggregate);
        String solved = Files.readString(workspace.job());
        assertThat(workspace.isUntouched(aggregate)).isFalse();
        assertThat(workspace.isUntouched(Syllabus.step("07"))).isTrue();

        workspace.unsolve(aggregate);

        assertThat(workspace.job()).hasContent(given);
        assertThat(workspace.kept().resolve("stream_taxi_data_spark.py.2")).hasContent(solved);
    }

    @Test
    void itIsKnownByItsFilesAndStaysInItsLanguage() {
        assertThat(Workspace.isWorkspace(workspace.folder())).isTrue();
        assertThat(Workspace.open(workspace.folder(), COURSE).language()).isEqualTo(Language.PYTHON);
    }

    @Test
    void theScriptOfStepTenSubmitsTheProgram() throws IOException {
        Step submit = Syllabus.step("10");
        workspace.solve(submit);
        assertThat(workspace.exercise(submit)).isExecutable().content().contains("stream_taxi_data_spark.py |");
    }
}
