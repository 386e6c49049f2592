package dev.kerbside.drills;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.lessons.Syllabus;
import dev.kerbside.python.Python;
import dev.kerbside.steps.Step;
import dev.kerbside.taxi.job.Job;
import dev.kerbside.taxi.pyspark.Attached;
import dev.kerbside.taxi.pyspark.PythonJob;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PythonTrialTest extends DrillTrial {
    static final Path CODE = Path.of("lab/src/main/python").toAbsolutePath();
    static Attached python;

    @BeforeAll
    static void attach() throws Exception {
        python = Attached.start(Python.require("test"), CODE);
    }

    @AfterAll
    static void end() {
        python.close();
    }

    static List<Mistake> mistakes() {
        return List.of(Mistake.of("04", "x").says("q"));
    }

    static List<String> stepIds() {
        return Syllabus.STEPS.stream()
                .filter(step -> step.code().isPresent())
                .map(Step::id)
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stepIds")
    void theReferencePassesItsDrill(String id) throws Exception {
        long t = System.nanoTime();
        Job job = PythonJob.load(python, CODE);
        Throwable v = verdict(Syllabus.step(id).code().orElseThrow(), job);
        System.err.printf("%s %.2f s%n", id, (System.nanoTime() - t) / 1e9);
        if (v != null) v.printStackTrace();
        assertThat(v).isNull();
    }
}
