package dev.kerbside.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kerbside.LabException;
import dev.kerbside.lessons.Syllabus;
import dev.kerbside.python.Python;
import dev.kerbside.steps.CodeExercise;
import dev.kerbside.taxi.job.Job;
import dev.kerbside.taxi.job.Wording;
import dev.kerbside.taxi.pyspark.Attached;
import dev.kerbside.testkit.LocalSpark;
import dev.kerbside.trainee.javacode.Compiler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

    /** Refused, and told what is wrong; {@code mistakes()} is the test's own. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void theDrillNames(Mistake mistake) throws Exception {
        assumeTrue(
                mistake.java().lacking() == null,
                "not in Java: " + mistake.java().lacking());
        assertSays(verdict(mistake), mistake.says());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void theDrillNamesInPython(Mistake mistake) throws Exception {
        Throwable verdict = verdictInPython(mistake);
        assertSays(
                verdict,
                mistake.saysInPython().isEmpty()
                        ? mistake.says().stream().map(Wording.PYTHON::said).toList()
                        : mistake.saysInPython());
        assertThat(verdict.getMessage()).doesNotContainPattern(JavaNames.PATTERN);
    }

    private static void assertSays(Throwable verdict, List<String> words) {
        assertThat(verdict).isInstanceOf(LabException.class);
        assertThat(verdict.getMessage()).contains(words);
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
