package dev.kerbside.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerbside.LabException;
import dev.kerbside.lessons.Syllabus;
import dev.kerbside.taxi.job.Job;
import dev.kerbside.taxi.job.NycTaxiStreaming;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Code without an end ends the drill, and the next drill is judged as if nothing had been. */
class LimitTest extends MistakeTrial {
    private static final Limit LIMIT = new Limit(Duration.ofSeconds(3));

    static Stream<Mistake> mistakes() {
        return Stream.of(
                Mistake.of("07", "an inner join").both("\"left\"", "\"inner\"").says("inner join"));
    }

    /** A drill that is cold may take as long as the limit, and never come to the loop. */
    @BeforeEach
    void warmUp() {
        theReferenceIsJudged();
    }

    @Test
    void aLoopWithoutAnEndIsToldWithItsLine() throws Exception {
        Job job = job(Edits.NONE.with(
                "return parsed(records)\n",
                "while (System.getProperty(\"looping\") != null) {}\n        return parsed(records)\n"));
        assertThatThrownBy(() -> judge(job))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("has not come to an end after 3 s, at NycTaxiStreaming.java:")
                .hasMessageContaining("a loop without an end");
        theReferenceIsJudged();
    }

    @Test
    void aLoopInATaskIsToldWithItsLine() throws Exception {
        Job job = job(
                Edits.NONE.with(
                        ".drop(CORRUPT)",
                        ".filter((org.apache.spark.api.java.function.FilterFunction<Row>) row -> { while (System.getProperty(\"looping\") != null) {} return true; }).drop(CORRUPT)"));
        assertThatThrownBy(() -> judge(job)).hasMessageContaining("after 3 s, at NycTaxiStreaming.java:");
        theReferenceIsJudged();
    }

    @Test
    void aLoopInATaskOfPythonIsEnded() throws Exception {
        Job job = PythonFile.reference(NycTaxiStreaming.class)
                .edited(Edits.NONE
                        .with("import avg,", "import udf, avg,")
                        .with("def parse(", "def loop(value):\n    while True:\n        pass\n\n\ndef parse(")
                        .with(".drop(CORRUPT)", ".where(udf(loop, \"boolean\")(\"fare_amount\")).drop(CORRUPT)"))
                .load(python(), folder);
        assertThatThrownBy(() -> judge(job)).hasMessageContaining("has not come to an end after 3 s");
        theReferenceIsJudged();
    }

    private Job job(Edits edits) throws IOException {
        return JobFile.reference(NycTaxiStreaming.class).edited(edits).compile(compiler, folder);
    }

    /** What loops does so until then, because nothing ends a thread of Java's. */
    private static void judge(Job job) throws Exception {
        System.setProperty("looping", "yes");
        try {
            LIMIT.keep(() -> {
                Syllabus.step("06").code().orElseThrow().drill().examine(job, Job.REFERENCE.session(), new Claims());
                return null;
            });
        } finally {
            System.clearProperty("looping");
        }
    }

    private static void theReferenceIsJudged() {
        assertThat(verdict(Syllabus.step("06").code().orElseThrow(), Job.REFERENCE))
                .isNull();
    }
}
