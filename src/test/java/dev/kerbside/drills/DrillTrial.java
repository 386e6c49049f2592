package dev.kerbside.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.kerbside.LabException;
import dev.kerbside.lessons.Syllabus;
import dev.kerbside.steps.CodeExercise;
import dev.kerbside.taxi.job.Job;
import dev.kerbside.testkit.LocalSpark;
import dev.kerbside.trainee.javacode.Compiler;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Code that is really compiled and fed to the drill of its step. Needs no server. */
abstract class DrillTrial {
    static Compiler compiler;

    @TempDir
    Path folder;

    @BeforeAll
    static void openCompiler() {
        LocalSpark.configure();
        compiler = new Compiler();
    }

    @AfterAll
    static void close() throws Exception {
        Job.REFERENCE.session().stop();
        Thread.currentThread().setContextClassLoader(DrillTrial.class.getClassLoader());
        LocalSpark.reset();
        compiler.close();
    }

    /** Refused, and told what is wrong; {@code mistakes()} is the test's own. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void theDrillNames(Mistake mistake) throws Exception {
        Throwable verdict = verdict(mistake);
        assertThat(verdict).isInstanceOf(LabException.class);
        assertThat(verdict.getMessage()).contains(mistake.says());
    }

    /** What the drill throws; null if it accepts the code. */
    Throwable verdict(Mistake mistake) throws Exception {
        CodeExercise code = Syllabus.step(mistake.step()).code().orElseThrow();
        Job job = mistake.made(JobFile.reference(code.java().source()))
                .compile(compiler, folder, mistake.filesBeside(folder));
        return verdict(code, job);
    }

    static Throwable verdict(CodeExercise code, Job job) {
        return catchThrowable(() -> code.drill().judge(job, Job.REFERENCE.session(), new Claims()));
    }
}
