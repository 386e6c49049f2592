package dev.kerbside.steps;

import dev.kerbside.drills.Claims;
import dev.kerbside.drills.ParseDrill;
import dev.kerbside.taxi.file.Fingerprint;
import dev.kerbside.taxi.file.TripFile;
import dev.kerbside.taxi.job.JobSettings;
import dev.kerbside.taxi.job.NycTaxiStreaming;
import dev.kerbside.taxi.job.SparkRows;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.StreamingQuery;

/** § 3.3: from_json, and milliseconds to timestamps. */
final class ParseRecords implements Step {
    private static final CodeExercise CODE =
            CodeExercise.of(NycTaxiStreaming.class, new ParseDrill(), "SCHEMA", "parse", "parsed", "malformed");
    private static final String CURE = "Look at NycTaxiStreaming.SCHEMA and parse().";

    @Override
    public String id() {
        return "06-parse";
    }

    @Override
    public String title() {
        return "Parse the records";
    }

    @Override
    public Optional<Exercise> exercise() {
        return Optional.of(CODE);
    }

    @Override
    public void run(TutorialContext context) throws Exception {
        context.narrator().say("from_json(value, schema); timestamp_millis for the two times");
        stream(context, ReadFromKafka.settings(context));
    }

    @Override
    public List<String> check(TutorialContext context) throws Exception {
        Claims claims = new Claims();
        CODE.drill().judge(context.job(), context.spark(), claims);
        JobSettings settings = ReadFromKafka.settings(context);
        Fingerprint parsed = new Fingerprint();
        StreamingQuery query = Drain.through(
                context.job().parse(ReadFromKafka.stream(context, settings)),
                "append",
                settings.checkpoint("step-06"),
                (batch, id) -> SparkRows.forEachTrip(batch, parsed::add));
        try (TripFile file = TripFile.openLocal(context.tripFile())) {
            Fingerprint expected = Fingerprint.of(file);
            List<String> differences = parsed.differences(expected);
            claims.that(
                            differences.isEmpty(),
                            "every field of all %,d rows survived parsing".formatted(expected.trips()))
                    .orElse("Fields were lost: " + String.join("; ", differences), CURE);
        }
        long malformed = Stream.of(query.recentProgress())
                .map(progress -> progress.observedMetrics().get(NycTaxiStreaming.METRICS))
                .filter(Objects::nonNull)
                // A sum over a micro-batch without records is null.
                .map(row -> row.<Number>getAs("malformed"))
                .filter(Objects::nonNull)
                .mapToLong(Number::longValue)
                .sum();
        claims.equal("malformed records in the topic", malformed, 0L, "Empty the topic and do 03-ingest again.");
        return claims.held();
    }

    static Dataset<Row> stream(TutorialContext context, JobSettings settings) throws Exception {
        return NycTaxiStreaming.parse(ReadFromKafka.stream(context, settings));
    }
}
