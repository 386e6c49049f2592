package dev.kerbside.drills;

import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kerbside.lessons.Syllabus;
import dev.kerbside.python.Python;
import dev.kerbside.steps.CodeExercise;
import dev.kerbside.taxi.job.Job;
import dev.kerbside.taxi.pyspark.Attached;
import dev.kerbside.testkit.LocalSpark;
import dev.kerbside.trainee.javacode.Compiler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Code that is really compiled, or loaded, and fed to the drill of its step. Needs no server. */
abstract class DrillTrial {
    static Compiler compiler;

    /** Nothing where this machine has no Python. */
    static Optional<Attached> python;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() throws Exception {
        LocalSpark.configure();
        compiler = new Compiler();
        attach();
    }

    private static void attach() throws IOException {
        Optional<Python> found = Python.find();
        python = found.isPresent() ? Optional.of(Attached.start(found.get(), PythonFile.CODE)) : Optional.empty();
    }

    @AfterAll
    static void close() throws Exception {
        python.ifPresent(Attached::close);
        Job.REFERENCE.session().stop();
        Thread.currentThread().setContextClassLoader(DrillTrial.class.getClassLoader());
        LocalSpark.reset();
        compiler.close();
    }

    /** What the drill throws; null if it accepts the code. */
    Throwable verdict(Mistake mistake) throws Exception {
        CodeExercise code = code(mistake);
        Job job = JobFile.reference(code.java().source())
                .edited(mistake.java())
                .compile(compiler, folder, mistake.java().filesBeside(folder));
        return verdict(code, job);
    }

    /** The same of its twin in Python. */
    Throwable verdictInPython(Mistake mistake) throws Exception {
        assumeTrue(
                mistake.python().lacking() == null,
                "not in Python: " + mistake.python().lacking());
        mistake.python().filesBeside(folder);
        CodeExercise code = code(mistake);
        PythonFile file = PythonFile.reference(code.java().source()).edited(mistake.python());
        Attached attached = python();
        return catchThrowable(() -> judge(code, file.load(attached, folder)));
    }

    /** Code may have ended the one before. */
    static Attached python() throws IOException {
        assumeTrue(python.isPresent(), "there is no Python with PySpark here: lab python");
        if (!python.get().isAlive()) {
            attach();
        }
        return python.get();
    }

    private static CodeExercise code(Mistake mistake) {
        return Syllabus.step(mistake.step()).code().orElseThrow();
    }

    static Throwable verdict(CodeExercise code, Job job) {
        return catchThrowable(() -> judge(code, job));
    }

    private static void judge(CodeExercise code, Job job) throws Exception {
        code.drill().judge(job, Job.REFERENCE.session(), new Claims());
    }
}
