package dev.kerbside.drills;

import dev.kerbside.taxi.job.Job;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.RepartitionOperation;
import org.apache.spark.sql.streaming.OutputMode;

/** Step 07: every hand-made trip once, with the borough of its pick-up zone, by a broadcast join. */
public final class JoinDrill implements Drill {
    private static final String BOROUGH = "PickUpBorough";
    private static final Pattern JOIN = Pattern.compile("(\\w+Join|CartesianProduct)\\b");

    @Override
    public void examine(Job job, SparkSession spark, Claims claims) {
        SparkSession own = Frames.session(spark);
        Dataset<Row> trips = Frames.trips(own);
        Dataset<Row> joined = Verdict.attempt("joinZones()", () -> job.joinZones(trips, Frames.zones(own)));
        kind(joined, List.of(trips.columns()));
        columns(List.of(trips.columns()), List.of(joined.columns()));
        List<Row> rows = Verdict.attempt("What joinZones() returns", joined::collectAsList);
        new JoinedRows(rows).judge();
        broadcast(joined.queryExecution().executedPlan().toString());
        Dataset<Row> stream = Verdict.attempt(
                "joinZones() of a stream", () -> job.joinZones(Frames.stream(own, trips.schema()), Frames.zones(own)));
        StreamPlan.of(stream).keepsEveryRow("joinZones()");
        Verdict.require(
                StreamPlan.of(stream).all(Join.class).stream()
                        .flatMap(join -> StreamPlan.all(join, RepartitionOperation.class).stream())
                        .noneMatch(node -> node.shuffle() && node.isStreaming()),
                "joinZones() moves the trips to other tasks before they are joined",
                "Zones that are broadcast are everywhere: leave out repartition().");
        StreamPlan.of(stream).runs("joinZones()", OutputMode.Append());
        claims.held("%d hand-made trips have their borough, each once".formatted(HandMade.TRIPS.size()));
    }

    /** Some kinds of join only choose rows, and bring no column of the other side. */
    private static void kind(Dataset<Row> joined, List<String> trips) {
        List<Join> joins = StreamPlan.of(joined).all(Join.class);
        if (!List.of(joined.columns()).equals(trips)) {
            return;
        }
        Verdict.require(
                joins.isEmpty(),
                "joinZones() returns the columns of the trips only, by a join of the kind "
                        + joins.stream()
                                .map(join -> join.joinType().sql())
                                .findFirst()
                                .orElse(""),
                "LEFT SEMI and LEFT ANTI choose trips and bring nothing of the zones: which kind brings both?");
        throw Verdict.unsolved(
                "joinZones()", "it returns the trips as they came", "TODO 07-a: the two columns of the zones.");
    }

    private static void columns(List<String> trips, List<String> joined) {
        Verdict.require(
                joined.contains(BOROUGH),
                "There is no column " + BOROUGH + nearest(joined),
                "The zone's Borough gets that name, to the letter.");
        List<String> lost =
                trips.stream().filter(name -> !joined.contains(name)).toList();
        Verdict.require(
                lost.isEmpty(),
                "joinZones() loses the columns " + String.join(", ", lost),
                "Keep all columns of the trips; later steps need them.");
        List<String> twice = joined.stream()
                .filter(name -> joined.indexOf(name) != joined.lastIndexOf(name))
                .distinct()
                .toList();
        Verdict.require(
                twice.isEmpty(),
                "Two columns are named " + String.join(", ", twice),
                "Select from the zones only LocationID and Borough.");
    }

    private static String nearest(List<String> joined) {
        if (joined.contains("Borough")) {
            return "; there is Borough, which does not say of which zone";
        }
        return joined.stream()
                .filter(name ->
                        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "").contains("boro"))
                .findFirst()
                .map(name -> "; there is " + name)
                .orElse("");
    }

    /** Spark would broadcast zones that are as few as these unasked: the drill's session forbids that. */
    private static void broadcast(String plan) {
        List<String> joins =
                JOIN.matcher(plan).results().map(MatchResult::group).distinct().toList();
        String found = joins.stream()
                .filter(join -> !join.equals("BroadcastHashJoin"))
                .findFirst()
                .orElse("BroadcastHashJoin");
        Verdict.require(
                !joins.isEmpty(),
                "The plan has no join: zones that are looked up by a function are out of Spark's sight",
                "Join the two tables.");
        Verdict.require(
                found.equals("BroadcastHashJoin"),
                found.equals("BroadcastNestedLoopJoin")
                        ? "The plan has a BroadcastNestedLoopJoin: each trip is compared with every zone, because the condition is not one equality"
                        : "The plan has a " + found
                                + ": the zones are not broadcast, and every micro-batch would have to move its trips",
                found.equals("BroadcastNestedLoopJoin")
                        ? "Compare two columns, and nothing else."
                        : "Spark has a function that asks for it, around the zones where they are joined.");
    }
}
