package dev.kerbside.lessons.growth;

import dev.kerbside.drills.Claims;
import dev.kerbside.lessons.growth.Growing.Found;
import dev.kerbside.lessons.growth.Growing.Run;
import dev.kerbside.lessons.growth.Growing.Size;
import dev.kerbside.taxi.table.HourlyTable;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;

/** What must hold however much there is, and what grows with what. Nothing here is a time. */
record GrowingExpectations(Found found, GrowthTables tables, FileSystem fs) {
    private static final int RUNS = 4;
    private static final String AGAIN = "Do the lesson again: lab step do 29";

    void claim(Claims claims) throws Exception {
        claims.equal("runs", found.runs().size(), RUNS, AGAIN);
        for (Run run : found.runs()) {
            claimRun(run, claims);
        }
        Run few = found.runs().get(1);
        Run many = found.runs().get(3);
        claims.that(
                        many.size().partitions() > found.cores(),
                        "%d partitions are more than the %d cores"
                                .formatted(many.size().partitions(), found.cores()))
                .orElse(
                        "%d partitions are not more than %d cores"
                                .formatted(many.size().partitions(), found.cores()),
                        AGAIN);
        claims.equal(
                "differences between the tables of " + few.size() + " and " + many.size(),
                tables.read(many.size(), fs).differences(tables.read(few.size(), fs)),
                List.of(),
                AGAIN);
        claimState(claims);
    }

    private void claimRun(Run run, Claims claims) throws Exception {
        HourlyTable table = tables.read(run.size(), fs);
        HourlyTable expected = GrowthTables.expected(run.size());
        List<String> differences = table.differences(expected);
        claims.that(
                        differences.isEmpty() && table.trips() == run.size().rows(),
                        "%s: %,d rows of the table, all as DuckDB has them"
                                .formatted(run.size(), table.rows().size()))
                .orElse(
                        "%s: %,d trips in the table, which differs in %,d places from DuckDB's, first: %s"
                                .formatted(
                                        run.size(),
                                        table.trips(),
                                        differences.size(),
                                        differences.stream().findFirst().orElse("")),
                        AGAIN);
        claimProgress(run, claims);
        claims.equal(
                "… state rows at the end as Spark says, one for each row of the table",
                run.last().stateRows(),
                (long) expected.rows().size(),
                AGAIN);
        claims.equal(
                "… tasks that read, a partition each",
                run.reading(),
                Set.of(run.size().partitions()),
                AGAIN);
        claims.equal(
                "… tasks with the state, a shuffle partition each",
                run.remembering(),
                Set.of(found.shufflePartitions()),
                AGAIN);
    }

    private void claimState(Claims claims) throws Exception {
        Size small = found.runs().get(0).size();
        Size large = found.runs().get(2).size();
        long few = GrowthTables.expected(small).rows().size();
        long more = GrowthTables.expected(large).rows().size();
        // Spark sorts several partitions in two passes, the first to find out where to cut, and each runs the stage
        // with the state. What it says of the state is the sum of both.
        claims.equal(
                "state rows of %s as Spark says when it sorts in several partitions, two for each of %,d groups"
                        .formatted(small, few),
                found.sortedInParts(),
                2 * few,
                AGAIN);
        claims.that(
                        small.rows() * more < large.rows() * few,
                        "%,d rows have %,d groups, %,d rows have %,d: the state grows with the groups, not with the rows"
                                .formatted(small.rows(), few, large.rows(), more))
                .orElse("The groups grew as fast as the rows: from %,d to %,d".formatted(few, more), AGAIN);
    }

    /** After each micro-batch: what was read so far and what is left are all that is there. */
    private static void claimProgress(Run run, Claims claims) {
        long read = 0;
        for (MicroBatch batch : run.batches()) {
            read += batch.rows();
            new Claims()
                    .equal(
                            "%s, after micro-batch %d: rows read and lag together".formatted(run.size(), batch.batch()),
                            read + batch.totalLag(),
                            run.size().rows(),
                            AGAIN);
        }
        claims.equal(
                        "… rows read, in %d micro-batches"
                                .formatted(run.batches().size()),
                        read,
                        run.size().rows(),
                        AGAIN)
                .equal("… lag after the last micro-batch", run.last().totalLag(), 0L, AGAIN);
    }
}
