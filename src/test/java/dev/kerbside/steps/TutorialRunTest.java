package dev.kerbside.steps;

import static dev.kerbside.steps.StepResult.Outcome.FAILED;
import static dev.kerbside.steps.StepResult.Outcome.PASSED;
import static dev.kerbside.steps.StepResult.Outcome.SKIPPED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerbside.Capability;
import dev.kerbside.LabException;
import dev.kerbside.lessons.Syllabus;
import dev.kerbside.taxi.job.Job;
import dev.kerbside.testkit.LabThatCan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class TutorialRunTest {
    private final List<String> performed = new ArrayList<>();
    private final TutorialRun run = new TutorialRun(new TutorialContext(
            new LabThatCan(EnumSet.complementOf(EnumSet.of(Capability.KILL_NODES)), null),
            () -> Path.of("none.parquet"),
            0,
            Narrator.SILENT,
            Job.REFERENCE));

    @Test
    void aFailedStepSkipsTheLaterOnesWithTheReasonAndStillCleansUp() {
        for (Step step : Tutorial.STEPS) {
            boolean sabotaged = step.id().equals("06-parse");
            pretend(step, sabotaged ? LabException.checkFailed("fields were lost") : null);
        }

        List<StepResult> results = run.results();
        assertThat(results.subList(0, 6)).allMatch(result -> result.outcome() == PASSED);
        assertThat(results.get(6).outcome()).isEqualTo(FAILED);
        assertThat(results.get(6).reason()).isEqualTo("fields were lost");
        assertThat(results.subList(7, 11))
                .allMatch(
                        result -> result.outcome() == SKIPPED && result.reason().equals("06-parse failed"));
        assertThat(results.get(11).outcome()).isEqualTo(PASSED);
        assertThat(performed).endsWith("06-parse", "11-clean-up");
    }

    @Test
    void aStepIsNamedByItsIdOrItsNumber() {
        assertThat(List.of("02-create-topic", "02", "2"))
                .extracting(Syllabus::step)
                .containsOnly(Tutorial.STEPS.get(2));
    }

    @Test
    void theReasonOfALibrarysExceptionIsItsInnermostCauseInOneLine() {
        Exception deep = new RuntimeException("outer", new IllegalStateException("the broker said no\nand more"));

        StepResult result = pretend(Syllabus.step("02"), deep);

        assertThat(result.reason()).isEqualTo("IllegalStateException: the broker said no");
        assertThat(run.failure()).isSameAs(deep);
    }

    @Test
    void theReasonOfAKnownFailureHasTheLineThatShowsItItsCauseAndWhatToDo() {
        Exception deep =
                new RuntimeException("outer", new IOException("Name node is in safe mode", new Exception("x")));

        assertThat(pretend(Syllabus.step("01"), deep).reason())
                .startsWith("java.io.IOException: Name node is in safe mode. The NameNode is in safe mode, in which")
                .endsWith(" Next: hdfs dfsadmin -safemode wait; lab/bin/lab logs namenode");
    }

    @Test
    void theLabsOwnWordsComeBeforeTheCauseOfALogThatTheyQuote() {
        Exception own = LabException.checkFailed("The job ended: Failed to find data source: kafka. Its log: x.log");

        assertThat(pretend(Syllabus.step("10"), own).reason())
                .startsWith(own.getMessage() + ". Spark's Kafka connector is not on the class path");
    }

    @Test
    void onlyTheLastStepAlwaysRuns() {
        assertThat(Tutorial.STEPS).filteredOn(Step::always).extracting(Step::id).containsExactly("11-clean-up");
    }

    @Test
    void aStepIsFoundByIdOrNumberAndAnUnknownOneIsRefusedWithTheList() {
        assertThat(Syllabus.step("03").id()).isEqualTo("03-ingest");
        assertThat(Syllabus.step("10-submit").id()).isEqualTo("10-submit");
        assertThatThrownBy(() -> Syllabus.step("3-ingest"))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("3-ingest")
                .hasMessageContaining("00-authenticate, 01-load-dataset");
    }

    @Test
    void whatTheLabCannotDoIsSkippedWithTheReasonAndIsNoFailure() {
        Step step = Syllabus.step("25");
        StepResult result = pretend(step, null);

        assertThat(result.outcome()).isEqualTo(SKIPPED);
        assertThat(result.reason()).isEqualTo("this lab has no nodes that could be killed");
        assertThat(performed).isEmpty();
        assertThat(pretend(Syllabus.step("24"), null).outcome()).isEqualTo(PASSED);
    }

    @Test
    void theSecondsOfAStepAreThoseOfItsWork() {
        StepResult result = run.perform(Syllabus.step("02"), () -> {
            for (long end = System.nanoTime() + 20_000_000; System.nanoTime() < end; ) {
                Thread.onSpinWait();
            }
            return List.of();
        });
        assertThat(result.seconds()).isGreaterThanOrEqualTo(0.02);
    }

    /** Notes that a step was performed, or fails in its place. */
    private StepResult pretend(Step step, Exception failure) {
        return run.perform(step, () -> {
            performed.add(step.id());
            if (failure != null) {
                throw failure;
            }
            return List.of();
        });
    }
}
