package dev.kerbside.drills;

import dev.kerbside.taxi.job.Job;
import dev.kerbside.taxi.table.HourlyTable;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.TimeWindow;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.EventTimeWatermark;
import org.apache.spark.sql.catalyst.plans.logical.RepartitionOperation;
import org.apache.spark.sql.catalyst.plans.logical.Sort;
import org.apache.spark.sql.streaming.OutputMode;

/** Step 08: the hourly table of the hand-made trips, cell by cell, and the plan for a stream. */
public final class AggregateDrill implements Drill {
    private static final String DROP_OFF = "lpep_dropoff_datetime";
    private static final long TEN_MINUTES = 600_000_000;

    @Override
    public void examine(Job job, SparkSession spark, Claims claims) {
        SparkSession own = Frames.session(spark);
        Dataset<Row> trips = Frames.joined(own);
        Dataset<Row> table = Verdict.attempt("aggregate()", () -> job.aggregate(trips));
        columns(List.of(table.columns()));
        List<Row> rows = Verdict.attempt("What aggregate() returns", table::collectAsList);
        AggregatedRows found = new AggregatedRows(rows);
        found.judgeWindows();
        found.judgeCells();
        Dataset<Row> stream = Frames.stream(own, trips.schema());
        plan(StreamPlan.of(Verdict.attempt("aggregate() of a stream", () -> job.aggregate(stream))));
        found.judgeOrder();
        claims.held("%d hand-made trips make the expected table of %d rows, cell by cell"
                .formatted(HandMade.TRIPS.size(), rows.size()));
        claims.held("watermark of 10 minutes on " + DROP_OFF);
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
                unknown.isEmpty() ? "Look at agg()." : "Look at the aliases in agg(): upper and lower case count.");
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

    private static void plan(StreamPlan plan) {
        plan.keepsEveryRow("aggregate()");
        watermark(plan);
        Verdict.require(
                plan.has(part -> part instanceof NamedExpression named
                        && named.metadata().contains(TimeWindow.marker())),
                "The hours are not made by window(): to Spark they are any column, and it never knows that an hour is over",
                "Group by window() of the time, an hour long, and take its start and end.");
        Verdict.require(
                !plan.has(part -> part instanceof NamedExpression named
                        && named.metadata().contains(TimeWindow.marker())
                        && !named.metadata().contains(EventTimeWatermark.delayKey())),
                "The windows are of a column that has no watermark: it is on a copy, and Spark keeps every hour for ever",
                "withWatermark() and window() take the same column, " + DROP_OFF + ".");
        List<Sort> sorts = plan.all(Sort.class);
        Verdict.require(
                sorts.stream().anyMatch(Sort::global),
                sorts.isEmpty() ? "The table is not sorted" : "The table is sorted within its partitions only",
                "The last call orders the rows: by window_start, then by PickUpBorough.");
        Verdict.require(
                plan.all(RepartitionOperation.class).stream()
                        .noneMatch(node -> node.shuffle()
                                && StreamPlan.all(node, Sort.class).stream().anyMatch(Sort::global)),
                "The rows are moved after they were ordered (repartition), and lose their order",
                "The last call orders the rows.");
        plan.runs("aggregate()", OutputMode.Complete());
    }

    private static void watermark(StreamPlan plan) {
        List<EventTimeWatermark> watermarks = plan.all(EventTimeWatermark.class);
        Verdict.require(
                !watermarks.isEmpty(),
                "The plan for a stream has no watermark",
                "A trip may come up to 10 minutes late: tell Spark, before the trips are grouped.");
        for (EventTimeWatermark watermark : watermarks) {
            String column = plan.origin(watermark.eventTime());
            Verdict.require(
                    column.equals(DROP_OFF),
                    "The watermark is on " + column + ", but the windows are of " + DROP_OFF,
                    "Both are of the same time.");
            Verdict.require(
                    watermark.delay().microseconds == TEN_MINUTES
                            && watermark.delay().days == 0
                            && watermark.delay().months == 0,
                    "The watermark is " + watermark.delay().toString().replaceFirst("^1 (\\w+)s$", "1 $1")
                            + " behind the latest trip, expected 10 minutes",
                    "It is the second word of withWatermark().");
        }
        Verdict.require(
                plan.all(Aggregate.class).stream()
                        .allMatch(aggregate -> !StreamPlan.all(aggregate, EventTimeWatermark.class)
                                .isEmpty()),
                "The watermark comes after the aggregation, where it has no effect",
                "Call withWatermark() before groupBy().");
    }
}
