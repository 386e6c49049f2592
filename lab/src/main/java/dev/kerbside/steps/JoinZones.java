package dev.kerbside.steps;

import dev.kerbside.drills.Claims;
import dev.kerbside.drills.JoinDrill;
import dev.kerbside.taxi.job.JobSettings;
import dev.kerbside.taxi.job.NycTaxiStreaming;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.streaming.StreamingQueryWrapper;
import org.apache.spark.sql.streaming.StreamingQuery;

/** § 3.4: the broadcast stream-static join with the zones. */
final class JoinZones implements Step {
    private static final CodeExercise CODE = CodeExercise.of(NycTaxiStreaming.class, new JoinDrill(), "joinZones");

    @Override
    public String id() {
        return "07-join-zones";
    }

    @Override
    public String title() {
        return "Join the taxi zones";
    }

    @Override
    public Optional<Exercise> exercise() {
        return Optional.of(CODE);
    }

    @Override
    public void run(TutorialContext context) throws Exception {
        context.narrator().say("join(broadcast(zones), PULocationID == LocationID, left)");
        stream(context, ReadFromKafka.settings(context));
    }

    @Override
    public List<String> check(TutorialContext context) throws Exception {
        Claims claims = new Claims();
        CODE.drill().judge(context.job(), context.spark(), claims);
        JobSettings settings = ReadFromKafka.settings(context);
        AtomicLong rows = new AtomicLong();
        AtomicLong withBorough = new AtomicLong();
        Dataset<Row> zones = NycTaxiStreaming.zones(context.spark(), settings);
        Dataset<Row> joined = context.job().joinZones(ParseRecords.stream(context, settings), zones);
        StreamingQuery query = Drain.through(joined, "append", settings.checkpoint("step-07"), (batch, id) -> {
            Row counts = batch.selectExpr("count(*)", "count(PickUpBorough)").first();
            rows.addAndGet(counts.getLong(0));
            withBorough.addAndGet(counts.getLong(1));
        });
        String plan = ((StreamingQueryWrapper) query)
                .streamingQuery()
                .lastExecution()
                .executedPlan()
                .toString();
        return claims.equal("zones read from HDFS", zones.count(), 265L, "Do 01-load-dataset again.")
                .that(plan.contains("BroadcastHashJoin"), "the physical plan has a BroadcastHashJoin")
                .orElse("The zones are not broadcast: the plan is " + plan, "Wrap the zones into broadcast().")
                .equal(
                        "rows after the join",
                        rows.get(),
                        context.rows(),
                        "An inner join loses trips of unknown zones; a zone that stands twice multiplies them.")
                .that(withBorough.get() > 0, "%,d of %,d trips have a borough".formatted(withBorough.get(), rows.get()))
                .orElse("No trip has a borough", "Join PULocationID with LocationID.")
                .held();
    }

    static Dataset<Row> stream(TutorialContext context, JobSettings settings) throws Exception {
        return NycTaxiStreaming.joinZones(
                ParseRecords.stream(context, settings), NycTaxiStreaming.zones(context.spark(), settings));
    }
}
