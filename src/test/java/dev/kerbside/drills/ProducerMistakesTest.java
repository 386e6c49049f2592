package dev.kerbside.drills;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.lessons.Syllabus;
import dev.kerbside.taxi.job.Job;
import dev.kerbside.taxi.job.TaxiDataProducer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A producer in Java that is wrong, or right in another way. Needs no server. */
class ProducerMistakesTest extends MistakeTrial {
    static Stream<Mistake> mistakes() {
        return ProducerMistakes.all();
    }

    static Stream<Mistake> otherWays() {
        return OtherProducers.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherWays")
    void theDrillAccepts(Mistake right) throws Exception {
        assertThat(verdict(right)).isNull();
    }

    @Test
    void whoWaitsForEachRecordIsToldThatItIsSlow() throws Exception {
        Job job = JobFile.reference(TaxiDataProducer.class)
                .edited(OtherProducers.waitingForEach().java())
                .compile(compiler, folder);
        Claims claims = new Claims();
        Syllabus.step("03").code().orElseThrow().drill().judge(job, Job.REFERENCE.session(), claims);
        assertThat(claims.held()).anySatisfy(claim -> assertThat(claim).contains("right, but slow"));
    }
}
