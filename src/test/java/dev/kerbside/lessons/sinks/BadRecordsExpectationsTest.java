package dev.kerbside.lessons.sinks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.TutorialNames;
import dev.kerbside.lessons.Judged;
import dev.kerbside.lessons.StubLab;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.record.SimpleRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every bad record is counted and kept once, with its reason, and every trip comes out: else it is refused. */
class BadRecordsExpectationsTest {
    private static final BadRecords LESSON = new BadRecords();
    private static final String TOPIC = "tdp-user-lesson-28";
    private static final String LETTERS = TOPIC + "-dead-letter";
    private static final int BAD = 9;

    @TempDir
    private Path folder;

    private StubLab lab;
    private BadRecordsSample sample;

    @BeforeEach
    void write() throws Exception {
        lab = new StubLab(folder.resolve("lab"));
        sample = new BadRecordsSample(folder.resolve("month"));
        lab.topic(TOPIC, 3, sample.topic());
        letters(BadRecordsSample.letters());
    }

    @AfterEach
    void close() throws Exception {
        lab.close();
    }

    @Test
    void whatIsClaimedSaysHowManyRecordsWereBadAndWhy() throws Exception {
        assertThat(judged().held())
                .hasSize(14)
                .contains(
                        "each of the 9 bad records is kept, by topic, partition and offset",
                        "each with its size, its value and its reason: {a value of the wrong type=1,"
                                + " no lpep_dropoff_datetime=2, no value=1, not JSON, or cut off=5}",
                        "larger than 1,000,000 bytes, and so kept by size and first 1,000 bytes:"
                                + " [not JSON, or cut off, 10,000,000 bytes]",
                        "records that Spark read: 1,009",
                        "records that it counted as no trips: 9");
    }

    /** How many there are of each kind is told. */
    @TestFactory
    Stream<DynamicTest> eachFinding() throws Exception {
        return judged().eachFindingIsJudged("/spoilt/.*");
    }

    @ParameterizedTest
    @CsvSource({
        "read, 1008, 'records that Spark read is 1,008, expected 1,009'",
        "read, 1000, 'records that Spark read is 1,000, expected 1,009'",
        "malformed, 8, 'records that it counted as no trips is 8, expected 9'",
        "twoInOne, 2, 'rows out of one record with two trips in it is 2, expected 1'"
    })
    void whatSparkCountedIsWhatIsThere(String path, long value, String words) throws Exception {
        judged().refuses("/" + path, value, words);
    }

    @Test
    void theTripsThatCameOutAreTheMonths() throws Exception {
        String words = "The trips that came out are not the month's: [";
        judged().refuses("/differences", List.of("1 trips, expected 2"), words + "1 trips, expected 2]");
        judged().refuses("/trips", "1,000 trips, 0000000000000000", words + "]");
    }

    @Test
    void everyKindOfSpoiltRecordIsAmongThem() throws Exception {
        judged().refuses(
                        "/spoilt",
                        Map.of("EMPTY", 1),
                        "kinds of spoilt records among them is [EMPTY], expected [CUT_OFF, ");
    }

    @Test
    void theTopicHasTheTripsOfTheMonthAndNoOthers() throws Exception {
        List<SimpleRecord> last = sample.topic().get(2);
        last.add(last.get(0));
        lab.topic(TOPIC, 3, sample.topic());
        judged().refuses("/read", 1_010, "trips in the topic, as plain Java reads them is 1,001 trips, ");
    }

    @Test
    void aRecordIsKeptOnce() throws Exception {
        List<SimpleRecord> letters = BadRecordsSample.letters();
        letters.add(letters.get(3));
        letters(letters);
        judged().refuses("/twoInOne", 0, "dead letters that come twice is 1, expected 0");
    }

    @Test
    void everyBadRecordIsKeptAndNothingElse() throws Exception {
        List<SimpleRecord> letters = BadRecordsSample.letters();
        SimpleRecord lost = letters.remove(3);
        letters(letters);
        judged().refuses("/twoInOne", 0, "Kept are 8 records, expected 9; in one list only: [" + TOPIC + "-0-3]");
        letters.add(lost);
        letters.add(BadRecordsSample.letter(BAD, "not JSON, or cut off", 1, new byte[1]));
        letters(letters);
        judged().refuses("/twoInOne", 0, "Kept are 10 records, expected 9; in one list only: [" + TOPIC + "-0-9]");
    }

    @Test
    void aLetterHasTheReasonTheSizeAndTheValueOfItsRecord() throws Exception {
        byte[] value = "[1]".getBytes(UTF_8);
        String words = "1 letters are not as they should be, first: " + TOPIC + "-0-4: ";
        String expected = ", expected not JSON, or cut off, 3 bytes";
        replace(4, "no value", 3, value);
        judged().refuses("/twoInOne", 0, words + "no value, 3 bytes" + expected);
        replace(4, "not JSON, or cut off", 4, value);
        judged().refuses("/twoInOne", 0, words + "not JSON, or cut off, 4 bytes" + expected);
        replace(4, "not JSON, or cut off", 3, "[2]".getBytes(UTF_8));
        judged().refuses("/twoInOne", 0, words + "not JSON, or cut off, 3 bytes" + expected);
        replace(1, "no value", 0, new byte[0]);
        judged().refuses("/twoInOne", 0, "1 letters are not as they should be, first: " + TOPIC + "-0-1: no value");
    }

    @ParameterizedTest
    @ValueSource(ints = {999, 1_001, BadRecordsSample.KEPT, BadRecordsSample.LARGE})
    void ofALargeRecordOnlyTheStartIsKept(int kept) throws Exception {
        byte[] value = "x".repeat(kept).getBytes(UTF_8);
        replace(0, "not JSON, or cut off", BadRecordsSample.LARGE, value);
        judged().refuses("/twoInOne", 0, "1 letters are not as they should be, first: " + TOPIC + "-0-0: ");
    }

    /** It would not be the large one that the lesson sends. */
    @Test
    void oneRecordIsLarge() throws Exception {
        sample.topic().get(0).set(BAD - 1, new SimpleRecord(new byte[BadRecordsSample.KEPT + 1]));
        lab.topic(TOPIC, 3, sample.topic());
        replace(BAD - 1, "not JSON, or cut off", BadRecordsSample.KEPT + 1, new byte[1_000]);
        judged().refuses(
                        "/twoInOne",
                        0,
                        "first 1,000 bytes is [not JSON, or cut off, 10,000,000 bytes, not JSON, or cut off, 1,000,001 bytes], expected");
    }

    @Test
    void everyReplicaHasTheLargeRecords() throws Exception {
        lab.topic(TOPIC, 2, sample.topic());
        judged().refuses(
                        "/twoInOne",
                        0,
                        "replicas in sync, the large records among what they have is [2, 2, 2], expected [3, 3, 3]");
    }

    @ParameterizedTest
    @CsvSource({
        "producerSays, 'To 10 MB the producer says \"'",
        "brokerSays, 'To 10 MB the broker, for a topic with default settings, says \"'",
        "sinkSays, 'To 10 MB a query that hands it on as it is says \"'"
    })
    void aLargeRecordIsRefusedByItsSize(String who, String words) throws Exception {
        judged().refuses("/" + who, "", words + "\"", "expected \"…");
        String otherLimit = "which is larger than 12582912, which is the value of the max.request.size configuration";
        judged().refuses("/" + who, otherLimit, words + otherLimit + "\"");
    }

    private void replace(int offset, String reason, int size, byte[] value) {
        List<SimpleRecord> letters = new ArrayList<>(BadRecordsSample.letters());
        letters.set(offset, BadRecordsSample.letter(offset, reason, size, value));
        letters(letters);
    }

    private void letters(List<SimpleRecord> letters) {
        lab.topic(LETTERS, 3, List.of(letters));
    }

    private Judged<BadRecordsFindings> judged() {
        return new Judged<>(BadRecordsFindings.class, sample.found(), (found, claims) -> new BadRecordsExpectations(
                        LESSON, LESSON.deadLetters(TutorialNames.TDP), found, lab.context(folder.resolve("month")))
                .claim(claims));
    }
}
