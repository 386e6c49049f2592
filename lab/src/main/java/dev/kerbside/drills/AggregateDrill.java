package dev.kerbside.drills;

import dev.kerbside.Claims;
import dev.kerbside.taxi.HourlyTable;
import dev.kerbside.taxi.Job;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.UnsupportedOperationChecker;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.EventTimeWatermark;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Sort;
import org.apache.spark.sql.streaming.OutputMode;
import scala.collection.JavaConverters;

/** Step 08: the hourly table of the hand-made trips, cell by cell, and the plan for a stream. */
public final class AggregateDrill implements Drill {
    private static final String DROP_OFF = "lpep_dropoff_datetime";
    private static final long TEN_MINUTES = 600_000_000;

    @Override
    public void judge(Job job, SparkSession spark, Claims claims) {
        SparkSession own = HandMade.session(spark);
        Dataset<Row> trips = HandMade.joined(own);
        Dataset<Row> table = Verdict.attempt("aggregate()", () -> job.aggregate(trips));
        columns(List.of(table.columns()));
        List<Row> rows = Verdict.attempt("What aggregate() returns", table::collectAsList);
        AggregatedRows found = new AggregatedRows(rows);
        found.judgeWindows();
        found.judgeCells();
        Dataset<Row> stream = HandMade.stream(own, trips.schema());
        plan(Verdict.attempt("aggregate() of a stream", () -> job.aggregate(stream)));
        found.judgeOrder();
        claims.that(
                true,
                "%d hand-made trips make the expected table of %d rows, cell by cell"
                        .formatted(HandMade.TRIPS.size(), rows.size()),
                "",
                "");
        claims.that(true, "watermark of 10 minutes on " + DROP_OFF, "", "");
    }

    private static void columns(List<String> found) {
        if (found.equals(List.of("PickUpBorough", "TripCount"))) {
            throw Verdict.unsolved(
                    "aggregate()", "it counts by borough only", "TODO 08-a, the watermark, and TODO 08-b, the window.");
        }
        List<String> expected = HourlyTable.COLUMNS;
        List<String> missing =
                expected.stream().filter(name -> !found.contains(name)).toList();
        Verdict.require(
                !missing.contains("window_start") || !found.contains("window"),
                "window_start is missing: window is still a struct of start and end",
                "Select col(\"window.start\").as(\"window_start\") and the same of end, and drop window.");
        List<String> unknown =
                found.stream().filter(name -> !expected.contains(name)).toList();
        Verdict.require(
                missing.isEmpty(),
                String.join(", ", missing) + (missing.size() == 1 ? " is" : " are") + " missing"
                        + (unknown.isEmpty() ? "" : "; the table has " + String.join(", ", unknown) + " besides"),
                "Look at the aliases in agg().");
        Verdict.require(
                unknown.isEmpty(),
                "The table also has " + String.join(", ", unknown),
                "Leave out what the comment above aggregate() does not name: select() or drop().");
        Verdict.require(
                found.size() == expected.size(),
                "A column stands there twice: " + String.join(", ", found),
                "Look at select(): a star takes all columns.");
        Verdict.require(
                found.equals(expected),
                "The columns are in the order " + String.join(", ", found),
                "The order is " + String.join(", ", expected) + ".");
    }

    private static void plan(Dataset<Row> stream) {
        LogicalPlan plan = stream.queryExecution().analyzed();
        EventTimeWatermark watermark = first(plan, EventTimeWatermark.class);
        Verdict.require(
                watermark != null,
                "The plan for a stream has no watermark",
                "Begin with withWatermark(\"" + DROP_OFF + "\", \"10 minutes\").");
        Verdict.require(
                watermark.eventTime().name().equals(DROP_OFF),
                "The watermark is on " + watermark.eventTime().name() + ", but the windows are of " + DROP_OFF,
                "withWatermark(\"" + DROP_OFF + "\", \"10 minutes\").");
        Verdict.require(
                watermark.delay().microseconds == TEN_MINUTES && watermark.delay().days == 0,
                "The watermark is " + watermark.delay().toString().replaceFirst("^1 (\\w+)s$", "1 $1")
                        + " behind the latest trip, expected 10 minutes",
                "withWatermark(\"" + DROP_OFF + "\", \"10 minutes\").");
        Aggregate aggregate = first(plan, Aggregate.class);
        Verdict.require(
                aggregate != null && first(aggregate, EventTimeWatermark.class) != null,
                "The watermark comes after the aggregation, where it has no effect",
                "Call withWatermark() before groupBy().");
        Sort sort = first(plan, Sort.class);
        Verdict.require(
                sort != null && sort.global(),
                sort == null ? "The table is not sorted" : "The table is sorted within its partitions only",
                "End with orderBy(\"window_start\", \"PickUpBorough\").");
        Verdict.attempt("aggregate() as a streaming query in complete mode", () -> {
            UnsupportedOperationChecker.checkForStreaming(plan, OutputMode.Complete());
            return null;
        });
    }

    private static <T extends LogicalPlan> T first(LogicalPlan plan, Class<T> node) {
        if (node.isInstance(plan)) {
            return node.cast(plan);
        }
        for (LogicalPlan child : JavaConverters.seqAsJavaList(plan.children())) {
            T found = first(child, node);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
