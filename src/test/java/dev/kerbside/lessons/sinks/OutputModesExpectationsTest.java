package dev.kerbside.lessons.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.TutorialNames;
import dev.kerbside.lessons.Judged;
import dev.kerbside.lessons.StubLab;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.record.SimpleRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What each output mode wrote to each sink, and what was refused: any row, count or word otherwise is refused. */
class OutputModesExpectationsTest {
    private static final OutputModes LESSON = new OutputModes();
    private static final OutputModesFindings FOUND = OutputModesSample.found();

    @TempDir
    private Path folder;

    private StubLab lab;

    @BeforeEach
    void write() throws Exception {
        lab = new StubLab(folder);
        topic(OutputModesSample.records());
        for (Query query : List.of(Query.HOURLY, Query.TRIPS)) {
            OutputModesSample.files(lab, query, OutputModesSample.rows(query, "append"));
        }
    }

    @AfterEach
    void close() throws Exception {
        lab.close();
    }

    @Test
    void whatIsClaimedSaysWhatWasWrittenWhereAndWhatWasRefused() throws Exception {
        assertThat(judged(FOUND).held())
                .hasSize(5 + 5 + 2)
                .startsWith(
                        "HOURLY append mode, rows by micro-batch [0, 0, 2, 1], written to: [console, memory, kafka, parquet]",
                        "HOURLY complete mode, rows by micro-batch [2, 3, 4], written to: [console, memory, kafka]",
                        "HOURLY update mode, rows by micro-batch [2, 2, 2, 0], written to: [console, memory, kafka]",
                        "TRIPS append mode, rows by micro-batch [3, 3, 3], written to: [console, memory, kafka, parquet]",
                        "TRIPS update mode, rows by micro-batch [3, 3, 3], written to: [console, memory, kafka]")
                .contains(
                        "refused with \"Data source parquet does not support Complete output mode\":"
                                + " [hourly_complete_parquet, trips_complete_parquet]",
                        "nothing else was refused")
                .last()
                .asString()
                .startsWith("a table in memory cannot go on from a checkpoint");
    }

    /** What was seen is judged where nobody else can see it; which combination it is of, in the next test. */
    @TestFactory
    Stream<DynamicTest> eachFinding() throws Exception {
        String unseen = IntStream.range(0, FOUND.runs().size())
                .filter(i -> FOUND.runs().get(i).seen().isEmpty())
                .mapToObj(i -> "|/runs/%d/seen".formatted(i))
                .reduce("", String::concat);
        return judged(FOUND).eachFindingIsJudged("/(runs|refusals)/\\d+/(query|mode|sink)" + unseen);
    }

    @Test
    void everyCombinationRanOnceAndInItsOrder() throws Exception {
        String words = "HOURLY complete mode, rows by micro-batch [2, 3, 4], written to is [";
        int first = OutputModesSample.index(Query.HOURLY, "complete", Sink.CONSOLE);
        judged(FOUND).refuses("/runs/%d/mode".formatted(first + 3), "complete", "What HOURLY in complete mode wrote");
        List<ModeRun> runs = new ArrayList<>(FOUND.runs());
        runs.remove(first);
        judged(FOUND).refuses("/runs", runs, words + "memory, kafka], expected [console, memory, kafka]");
        runs.add(FOUND.runs().get(first));
        judged(FOUND).refuses("/runs", runs, words + "memory, kafka, console]");
        runs.add(first, FOUND.runs().get(first));
        judged(FOUND).refuses("/runs", runs, words + "console, memory, kafka, console]");
    }

    @Test
    void theConsoleShowsTheRowsOfEachMicroBatchInWhateverOrder() throws Exception {
        String seen = "/runs/%d/seen".formatted(OutputModesSample.index(Query.HOURLY, "update", Sink.CONSOLE));
        List<List<String>> rows = OutputModesSample.rows(Query.HOURLY, "update");
        String words = "What HOURLY in update mode wrote to CONSOLE is [";
        judged(FOUND).refuses(seen, List.of(rows.get(1), rows.get(0), rows.get(2), rows.get(3)), words);
        judged(FOUND).refuses(seen, rows.subList(0, 3), words);
        judged(FOUND).refuses(seen + "/1/1", "01:00 Queens 1", words, "01:00 Queens 1], [01:00 Queens 3");
        ModeRun run = FOUND.runs().get(OutputModesSample.index(Query.HOURLY, "update", Sink.CONSOLE));
        List<ModeRun> runs = new ArrayList<>(FOUND.runs());
        runs.set(
                runs.indexOf(run),
                new ModeRun(
                        run.query(),
                        run.mode(),
                        run.sink(),
                        run.counted(),
                        rows.stream().map(OutputModesExpectationsTest::reversed).toList()));
        assertThat(judged(new OutputModesFindings(runs, FOUND.refusals(), FOUND.again()))
                        .held())
                .hasSize(12);
    }

    @Test
    void memoryHasTheLastTableInCompleteModeAndAllRowsInTheOthers() throws Exception {
        List<List<String>> complete = OutputModesSample.rows(Query.HOURLY, "complete");
        judged(FOUND)
                .refuses(
                        "/runs/%d/seen".formatted(OutputModesSample.index(Query.HOURLY, "complete", Sink.MEMORY)),
                        List.of(complete.stream().flatMap(List::stream).toList()),
                        "What HOURLY in complete mode wrote to MEMORY is [");
        judged(FOUND)
                .refuses(
                        "/runs/%d/seen".formatted(OutputModesSample.index(Query.HOURLY, "append", Sink.MEMORY)),
                        List.of(List.of("01:00 Queens 3")),
                        "What HOURLY in append mode wrote to MEMORY is [");
    }

    @Test
    void sparkCountsTheRowsOfEachMicroBatchAndNoneOfItsFiles() throws Exception {
        String words = ", in rows as Spark counts them, is [";
        int kafka = OutputModesSample.index(Query.HOURLY, "append", Sink.KAFKA);
        judged(FOUND).refuses("/runs/%d/counted/3".formatted(kafka), 2, words + "0, 0, 2, 2], expected [0, 0, 2, 1]");
        judged(FOUND).refuses("/runs/%d/counted/2".formatted(kafka + 1), 2, words + "-1, -1, 2, -1]");
    }

    @Test
    void theTopicHasEachRowInTheOrderOfTheMicroBatches() throws Exception {
        String words = "What HOURLY in complete mode wrote to KAFKA is [";
        List<SimpleRecord> records = OutputModesSample.records();
        topic(records.subList(1, records.size()));
        judged(FOUND).refuses("/again", "", words);
        topic(Stream.concat(
                        records.stream(),
                        Stream.of(OutputModesSample.record(Query.HOURLY, "complete", "02:00 Manhattan 2")))
                .toList());
        judged(FOUND).refuses("/again", "", words, "], [02:00 Manhattan 2]], expected [");
        topic(reversed(records));
        judged(FOUND).refuses("/again", "", " wrote to KAFKA is [");
        topic(List.of());
        judged(FOUND)
                .refuses("/again", "", "What HOURLY in append mode wrote to KAFKA is [[], [], [], []], expected [");
    }

    @Test
    void theFilesHaveTheRowsOfEachMicroBatch() throws Exception {
        String words = "What TRIPS in append mode wrote to PARQUET is [";
        List<List<String>> rows = OutputModesSample.rows(Query.TRIPS, "append");
        OutputModesSample.files(lab, Query.TRIPS, List.of(rows.get(0), rows.get(2), rows.get(1)));
        judged(FOUND).refuses("/again", "", words);
        OutputModesSample.files(
                lab, Query.TRIPS, List.of(rows.get(0), rows.get(1), rows.get(2).subList(1, 3)));
        judged(FOUND).refuses("/again", "", words);
    }

    @Test
    void whatIsRefusedIsRefusedToTheLetterAndNothingElseIs() throws Exception {
        List<ModeRefusal> refusals = new ArrayList<>(FOUND.refusals());
        ModeRefusal first = refusals.remove(0);
        judged(FOUND).refuses("/refusals", refusals, "refused with \"Data source parquet does not support Complete");
        refusals.add(0, first);
        refusals.add(new ModeRefusal(Query.HOURLY, "append", Sink.KAFKA, "No topic"));
        judged(FOUND).refuses("/refusals", refusals, "Spark also refused {No topic=[hourly_append_kafka]}");
        judged(FOUND)
                .refuses("/again", "Not again", "Started again from its checkpoint, the query into memory says: Not");
    }

    private void topic(List<SimpleRecord> records) {
        lab.topic(LESSON.written(TutorialNames.TDP), 3, List.of(records));
    }

    private static <T> List<T> reversed(List<T> list) {
        List<T> reversed = new ArrayList<>(list);
        Collections.reverse(reversed);
        return reversed;
    }

    private Judged<OutputModesFindings> judged(OutputModesFindings found) {
        return new Judged<>(OutputModesFindings.class, found, (other, claims) -> new OutputModesExpectations(
                        LESSON.folder(TutorialNames.TDP), LESSON.written(TutorialNames.TDP), other, lab.context(null))
                .claim(claims));
    }
}
