package dev.kerbside.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.Lab;
import dev.kerbside.steps.Lesson;
import dev.kerbside.steps.Step;
import dev.kerbside.testkit.PlannedFolder;
import dev.kerbside.testkit.RunningLab;
import dev.kerbside.trainee.ProvingGround;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The second chapter, a test a lesson, in order, after the tutorial. Each is proved as {@code lab validate} proves it:
 * not done it fails, done it holds, taken back it fails. The lessons depend on the ticket and the data set only, so one
 * that fails skips no other. They kill nodes and change passwords.
 */
@ExtendWith(RunningLab.class)
@TestMethodOrder(MethodOrderer.MethodName.class)
class LessonsIT {
    private static Lab lab;
    private static ProvingGround ground;

    @BeforeAll
    static void doWhatEveryLessonNeeds(Lab own, @TempDir Path folder) throws Exception {
        lab = own;
        ground = ProvingGround.on(own, folder);
        for (String needed : Lesson.NEEDS) {
            Step step = Syllabus.step(needed);
            step.run(ground.context());
            step.check(ground.context());
        }
    }

    @AfterAll
    static void close() throws Exception {
        ground.close();
        PlannedFolder.of(lab).hasNothingUnplanned();
    }

    @Test
    void thereIsATestForEachLesson() {
        List<String> tested = Arrays.stream(LessonsIT.class.getDeclaredMethods())
                .map(method -> method.getName())
                .filter(name -> name.startsWith("lesson"))
                .map(name -> name.substring("lesson".length(), "lesson".length() + 2))
                .sorted()
                .toList();
        assertThat(tested).isEqualTo(Syllabus.LESSONS.stream().map(Step::number).toList());
    }

    @Test
    void lesson20ShowsWhichTripsAreLateAndWhatEachModeMakesOfThem() throws Exception {
        prove("20");
    }

    @Test
    void lesson21ShowsWindowsOfThreeKindsEqualToTheOracle() throws Exception {
        prove("21");
    }

    @Test
    void lesson22ShowsThatSqlIsTheDataFrameAndAFunctionIsABlackBox() throws Exception {
        prove("22");
    }

    @Test
    void lesson23ShowsWhatEachOutputModeWritesToEachSink() throws Exception {
        prove("23");
    }

    @Test
    @Tag("slow")
    void lesson24KillsTheJobAndCountsEveryTripOnce() throws Exception {
        prove("24");
    }

    @Test
    @Tag("slow")
    void lesson25KillsABrokerAndADataNodeAndLosesNothing() throws Exception {
        prove("25");
    }

    @Test
    @Tag("slow")
    void lesson26ShowsWhatIsServedAfterATicketsEndAndWithoutAKdc() throws Exception {
        prove("26");
    }

    @Test
    @Tag("slow")
    void lesson27ShowsWhatARightThatIsTakenDoesToARunningJob() throws Exception {
        prove("27");
    }

    @Test
    void lesson28KeepsBadRecordsAsideAndTheRestExact() throws Exception {
        prove("28");
    }

    @Test
    @Tag("slow")
    void lesson29StaysExactWhileRowsAndPartitionsGrow() throws Exception {
        prove("29");
    }

    /** On a lab with YARN: this one has none on this machine, and {@code YarnIT} has. */
    @Test
    @DisabledIfSystemProperty(named = "lab.substrate", matches = "containers", disabledReason = "that lab has YARN")
    void lesson30IsSkippedWithoutYarn() {
        assertThat(Syllabus.step("30").lacking(lab))
                .hasValue("this lab has no YARN (lab up --with yarn; on a cluster, spark.master=yarn)");
    }

    private static void prove(String number) throws Exception {
        Step lesson = Syllabus.step(number);
        ground.prove(lesson).forEach(claim -> System.out.println(lesson.id() + ": " + claim));
    }
}
