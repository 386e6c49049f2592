package dev.kerbside.lessons.growth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.lessons.Judged;
import dev.kerbside.lessons.growth.Growing.Found;
import dev.kerbside.lessons.growth.Growing.Run;
import dev.kerbside.lessons.growth.Growing.Size;
import dev.kerbside.taxi.table.HourlyRow;
import dev.kerbside.taxi.table.HourlyTable;
import dev.kerbside.taxi.table.Reckoned;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold of the job over more rows and more partitions, with smaller months than the lesson's. */
class GrowingExpectationsTest {
    private static final Size SMALL = new Size(1_000, 2);
    private static final Size FEW = new Size(1_500, 2);
    private static final Size LARGE = new Size(2_000, 2);
    private static final Size MANY = new Size(1_500, 8);
    private static final int SHUFFLE = 3;

    private static final Map<Size, HourlyTable> EXPECTED = new HashMap<>();

    @TempDir
    private Path folder;

    private FileSystem fs;
    private GrowthTables tables;

    @BeforeAll
    static void askDuckDb() throws Exception {
        for (Size size : List.of(SMALL, FEW, LARGE, MANY)) {
            EXPECTED.put(size, GrowthTables.expected(size));
        }
    }

    @BeforeEach
    void writeTheTables() throws Exception {
        fs = FileSystem.newInstanceLocal(new Configuration(false));
        tables = new GrowthTables(folder.toString());
        for (Size size : List.of(SMALL, FEW, LARGE, MANY)) {
            tables.write(EXPECTED.get(size), size, fs);
        }
    }

    @AfterEach
    void close() throws Exception {
        fs.close();
    }

    @Test
    void whatIsClaimedSaysWhatEachRunCameToAndWhatTheStateGrowsWith() throws Exception {
        long small = groups(SMALL);
        assertThat(judged().held())
                .hasSize(4 * 6 + 5)
                .contains(
                        "1,000 rows in 2 partitions: %,d rows of the table, all as DuckDB has them".formatted(small),
                        "… rows read, in 2 micro-batches: 2,000",
                        "… tasks that read, a partition each: [8]",
                        "8 partitions are more than the 4 cores",
                        "1,000 rows have %,d groups, 2,000 rows have %,d: the state grows with the groups, not with the rows"
                                .formatted(small, groups(LARGE)));
    }

    /**
     * Of a micro-batch its number, its time, its bytes and its watermark are told; rows in the state, of the last. Where
     * nothing is left, a list of no partitions says the same.
     */
    @TestFactory
    Stream<DynamicTest> whatIsFoundOfARun() throws Exception {
        return judged().eachFindingIsJudged("/runs/[123]/.*|/runs/0/batches/(0/stateRows|1/lag)"
                + "|/runs/./batches/./(batch|millis|stateBytes|watermark)|/cores");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void everyRunIsJudged(int run) throws Exception {
        judged().refuses("/runs/%d/reading".formatted(run), List.of(2, 8), "tasks that read", "is [2, 8], expected [");
    }

    @Test
    void aTableIsEqualToDuckDbsInEachAmount() throws Exception {
        HourlyTable table = GrowthTables.expected(LARGE);
        List<HourlyRow> rows = new ArrayList<>(table.rows());
        rows.set(0, Reckoned.dearer(rows.get(0), BigDecimal.TEN));
        tables.write(new HourlyTable(rows), LARGE, fs);
        judged().refuses("/cores", 1, "2,000 trips in the table, which differs in 1 places from DuckDB's, first: ");
        tables.write(new HourlyTable(rows.subList(1, rows.size())), LARGE, fs);
        judged().refuses("/cores", 1, "which differs in 1 places from DuckDB's, first: ", "missing, expected");
    }

    @Test
    void aTableThatIsNotThereIsRefused() throws Exception {
        judged().refuses("/runs/1/size/partitions", 3, "1,500 rows in 3 partitions: 0 trips in the table");
    }

    @Test
    void whatIsReadAndWhatIsLeftAreAllThatIsThereAfterEachMicroBatch() throws Exception {
        judged().refuses(
                        "/runs/0/batches/0/lag",
                        List.of(300, 199),
                        "1,000 rows in 2 partitions, after micro-batch 0: rows read and lag together is 999, expected 1,000");
        judged().refuses("/runs/2/batches/1/rows", 1_001, "after micro-batch 1: rows read and lag together is 2,001");
    }

    @Test
    void nothingIsLeftAtTheEnd() throws Exception {
        MicroBatch half = batch(0, 500, List.of(300L, 200L), groups(SMALL));
        judged().refuses("/runs/0/batches", List.of(half), "rows read, in 1 micro-batches is 500, expected 1,000");
    }

    @Test
    void theStateHasARowForEachGroupAndTwoWhenItIsSortedInParts() throws Exception {
        long groups = groups(SMALL);
        judged().refuses(
                        "/runs/0/batches/1/stateRows",
                        groups + 1,
                        "one for each row of the table is %,d".formatted(groups + 1));
        judged().refuses("/sortedInParts", groups, "two for each of %,d groups is %,d".formatted(groups, groups));
    }

    @Test
    void thereAreAsManyTasksAsPartitionsOfTheTopicAndOfTheShuffle() throws Exception {
        judged().refuses("/runs/3/reading", List.of(2), "tasks that read, a partition each is [2], expected [8]");
        judged().refuses("/runs/3/remembering", List.of(3, 8), "a shuffle partition each is [3, 8], expected [3]");
        judged().refuses("/shufflePartitions", 4, "a shuffle partition each is [3], expected [4]");
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 9})
    void onlyMorePartitionsThanCoresShowAnything(int cores) throws Exception {
        judged().refuses("/cores", cores, "8 partitions are not more than %d cores".formatted(cores));
    }

    @Test
    void theTablesOfFewAndOfManyPartitionsAreOfTheSameRows() throws Exception {
        Size other = new Size(LARGE.rows(), MANY.partitions());
        tables.write(GrowthTables.expected(other), other, fs);
        judged().refuses("/runs/3", run(other), "differences between the tables of " + FEW + " and " + other + " is [");
    }

    @Test
    void theStateMustNotGrowAsFastAsTheRows() throws Exception {
        String groups = "%,d".formatted(groups(SMALL));
        judged().refuses(
                        "/runs/2", run(SMALL), "The groups grew as fast as the rows: from " + groups + " to " + groups);
    }

    private Judged<Found> judged() throws Exception {
        return new Judged<>(
                Found.class,
                new Found(4, SHUFFLE, List.of(run(SMALL), run(FEW), run(LARGE), run(MANY)), 2 * groups(SMALL)),
                (found, claims) -> new GrowingExpectations(found, tables, fs).claim(claims));
    }

    private long groups(Size size) throws Exception {
        return tables.read(size, fs).rows().size();
    }

    /** In two micro-batches of half the rows. */
    private Run run(Size size) throws Exception {
        long half = size.rows() / 2;
        return new Run(
                size,
                List.of(batch(0, half, List.of(half - 200, 200L), 7), batch(1, half, List.of(0L, 0L), groups(size))),
                Set.of(size.partitions()),
                Set.of(SHUFFLE));
    }

    private static MicroBatch batch(long number, long rows, List<Long> lag, long stateRows) {
        return new MicroBatch(number, rows, 100, lag, stateRows, 4_000, "");
    }
}
