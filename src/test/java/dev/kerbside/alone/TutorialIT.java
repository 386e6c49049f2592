package dev.kerbside.alone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.Lab;
import dev.kerbside.LabException;
import dev.kerbside.lessons.Syllabus;
import dev.kerbside.steps.Step;
import dev.kerbside.steps.StepResult;
import dev.kerbside.steps.Tutorial;
import dev.kerbside.steps.TutorialRun;
import dev.kerbside.testkit.RunningLab;
import dev.kerbside.trainee.ProvingGround;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tutorial, a test a step, against the real services, of a lab that nobody has used before. Once a step fails the
 * later ones are skipped with the reason; the clean-up is always performed. Each step is proved as {@code lab validate}
 * proves it.
 */
@ExtendWith(RunningLab.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TutorialIT {
    private static ProvingGround ground;
    private static TutorialRun run;

    @BeforeAll
    static void prepare(Lab lab, @TempDir Path folder) throws Exception {
        ground = ProvingGround.on(lab, folder);
        run = new TutorialRun(ground.context());
    }

    @AfterAll
    static void close() throws Exception {
        ground.close();
    }

    @Test
    @Order(0)
    void step00ObtainsATicket() throws Exception {
        perform("00-authenticate");
    }

    @Test
    @Order(1)
    void step01LoadsTheDataset() throws Exception {
        perform("01-load-dataset");
    }

    @Test
    @Order(2)
    void step02CreatesTheTopic() throws Exception {
        perform("02-create-topic");
    }

    @Test
    @Order(3)
    void step03IngestsEveryRow() throws Exception {
        perform("03-ingest");
    }

    @Test
    @Order(4)
    void step04OpensTheSession() throws Exception {
        perform("04-spark-session");
    }

    @Test
    @Order(5)
    void step05ReadsTheTopicAsAStream() throws Exception {
        perform("05-read-from-kafka");
    }

    @Test
    @Order(6)
    void step06ParsesEveryField() throws Exception {
        perform("06-parse");
    }

    @Test
    @Order(7)
    void step07JoinsTheZones() throws Exception {
        perform("07-join-zones");
    }

    @Test
    @Order(8)
    void step08AggregatesAsTheOracleDoes() throws Exception {
        perform("08-aggregate");
    }

    @Test
    @Order(9)
    void step09StartsWithAnEmptyBatch() throws Exception {
        perform("09-start-query");
    }

    @Test
    @Order(10)
    void step10SubmitsTheJobAndIngestsMeanwhile() throws Exception {
        perform("10-submit");
    }

    @Test
    @Order(11)
    void step11CleansUp() throws Exception {
        perform("11-clean-up");
    }

    @Test
    @Order(12)
    void thereIsATestForEachStepInTheTutorialsOrder() {
        List<String> tested = Arrays.stream(TutorialIT.class.getDeclaredMethods())
                .map(method -> method.getName())
                .filter(name -> name.startsWith("step"))
                .map(name -> name.substring(4, 6))
                .sorted()
                .toList();
        assertThat(tested).isEqualTo(Tutorial.STEPS.stream().map(Step::number).toList());
    }

    /** As {@code lab validate} does it: unsolved, solved, taken back, solved again. */
    private static void perform(String id) throws Exception {
        Step step = Syllabus.step(id);
        StepResult result = run.perform(step, () -> ground.prove(step));
        switch (result.outcome()) {
            case PASSED -> result.checked().forEach(claim -> System.out.println(id + ": " + claim));
            case FAILED -> throw LabException.checkFailed(id + ": " + result.reason(), run.failure());
            case SKIPPED -> Assumptions.abort(result.reason());
        }
    }
}
