package dev.kerbside.trainee.pythoncode;

import dev.kerbside.course.Course;
import dev.kerbside.course.Language;
import dev.kerbside.course.PythonSource;
import dev.kerbside.course.SourceCode;
import dev.kerbside.folder.OwnFolder;
import dev.kerbside.lessons.Syllabus;
import dev.kerbside.process.Build;
import dev.kerbside.python.Python;
import dev.kerbside.steps.CodeExercise;
import dev.kerbside.steps.CodeExercise.PythonCode;
import dev.kerbside.steps.Step;
import dev.kerbside.taxi.job.Job;
import dev.kerbside.taxi.pyspark.Attached;
import dev.kerbside.taxi.pyspark.PythonJob;
import dev.kerbside.trainee.code.WorkspaceCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** Files of Python in the workspace's own folder: the three modules with exercises, and what they import. */
public final class PythonWorkspace extends WorkspaceCode {
    private static final List<String> WITH_EXERCISES = List.of(PythonJob.PRODUCER, PythonJob.JOB, PythonJob.QUESTIONS);
    private static final List<String> GIVEN = List.of("job_settings", "dead_letters", "dead_letter_position");

    private final Course course;
    private Attached python;

    /** @param own the whole workspace's folder */
    public PythonWorkspace(OwnFolder own, Course course) {
        super(own);
        this.course = course;
    }

    /** Whether a folder has such a part. */
    public static boolean isIn(Path folder) {
        return Files.isRegularFile(file(folder, PythonJob.JOB));
    }

    private static Path file(Path folder, String module) {
        return folder.resolve(module + Language.PYTHON.suffix());
    }

    @Override
    public Language language() {
        return Language.PYTHON;
    }

    @Override
    public Path job() {
        return file(own().path(), PythonJob.JOB);
    }

    @Override
    public Path exercise(Step step) {
        return file(own().path(), code(step).module());
    }

    private static PythonCode code(Step step) {
        return step.code().map(CodeExercise::python).orElseThrow();
    }

    @Override
    protected List<String> members(Step step) {
        return code(step).members();
    }

    @Override
    protected SourceCode given(Step step) {
        return PythonSource.of(course.exerciseCode(step.id(), Language.PYTHON));
    }

    @Override
    protected SourceCode reference(Step step) {
        return reference(code(step).module());
    }

    private SourceCode reference(String module) {
        return PythonSource.of(course.reference(module));
    }

    @Override
    public void addSources() throws IOException {
        for (String module : WITH_EXERCISES) {
            add(module, unsolved(module).text());
        }
        for (String module : GIVEN) {
            add(module, reference(module).text());
        }
    }

    private void add(String module, String text) {
        Path file = file(own().path(), module);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            files().write(file, text);
        }
    }

    private SourceCode unsolved(String module) {
        SourceCode text = reference(module);
        for (Step step : Syllabus.STEPS) {
            PythonCode code = step.code().map(CodeExercise::python).orElse(null);
            if (code != null && code.module().equals(module)) {
                text = PythonSource.of(text.with(code.members(), given(step)));
            }
        }
        return text;
    }

    /** The reference's members. */
    public static String solution(Step step, Course course) {
        SourceCode reference = PythonSource.of(course.reference(code(step).module()));
        return reference.text(code(step).members());
    }

    /** By the Spark of this JVM; Python is started once. */
    @Override
    public Job load() throws Exception {
        addSources();
        if (python == null || !python.isAlive()) {
            close();
            python = Attached.start(Python.require("A workspace in Python"), Build.programs());
        }
        return PythonJob.load(python, own().path().toRealPath());
    }

    @Override
    public List<Path> folders() {
        return List.of(own().path());
    }

    @Override
    public void close() {
        if (python != null) {
            python.close();
        }
    }
}
