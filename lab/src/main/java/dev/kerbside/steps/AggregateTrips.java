package dev.kerbside.steps;

import dev.kerbside.drills.AggregateDrill;
import dev.kerbside.drills.Claims;
import dev.kerbside.taxi.job.JobSettings;
import dev.kerbside.taxi.job.NycTaxiStreaming;
import dev.kerbside.taxi.job.SparkRows;
import dev.kerbside.taxi.table.HourlyTable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** § 3.5: watermark, one-hour windows, and what is computed in them. */
final class AggregateTrips implements Step {
    private static final CodeExercise CODE = CodeExercise.of(NycTaxiStreaming.class, new AggregateDrill(), "aggregate");

    @Override
    public String id() {
        return "08-aggregate";
    }

    @Override
    public String title() {
        return "Aggregate by hour and borough";
    }

    @Override
    public Optional<Exercise> exercise() {
        return Optional.of(CODE);
    }

    @Override
    public void run(TutorialContext context) throws Exception {
        context.narrator().say("withWatermark(10 minutes), groupBy(window(1 hour), PickUpBorough), agg(…)");
        stream(context, ReadFromKafka.settings(context));
    }

    @Override
    public List<String> check(TutorialContext context) throws Exception {
        Claims claims = new Claims();
        CODE.drill().judge(context.job(), context.spark(), claims);
        JobSettings settings = ReadFromKafka.settings(context);
        AtomicReference<HourlyTable> last = new AtomicReference<>(new HourlyTable(List.of()));
        Dataset<Row> table = context.job().aggregate(JoinZones.stream(context, settings));
        Drain.through(
                table,
                "complete",
                settings.checkpoint("step-08"),
                (batch, id) ->
                        // Complete mode: each micro-batch brings the whole table.
                        last.set(SparkRows.table(batch)));
        return equalsOracle(claims, last.get(), context).held();
    }

    /** The claim that a table is the one that DuckDB computed from the file. */
    static Claims equalsOracle(Claims claims, HourlyTable table, TutorialContext context) {
        List<String> differences = table.differences(context.expected());
        return claims.that(
                        differences.isEmpty(),
                        "%,d rows in %,d windows, %,d trips: equal to the oracle, cell by cell"
                                .formatted(table.rows().size(), table.windows(), table.trips()))
                .orElse(
                        "The table differs from the oracle's in %,d places, first: %s"
                                .formatted(
                                        differences.size(),
                                        differences.stream().findFirst().orElse("")),
                        "Look at the aliases in aggregate().");
    }

    static Dataset<Row> stream(TutorialContext context, JobSettings settings) throws Exception {
        return NycTaxiStreaming.aggregate(JoinZones.stream(context, settings));
    }
}
