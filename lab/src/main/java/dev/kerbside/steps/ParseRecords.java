package dev.kerbside.steps;

import dev.kerbside.Claims;
import dev.kerbside.taxi.Fingerprint;
import dev.kerbside.taxi.JobSettings;
import dev.kerbside.taxi.NycTaxiStreaming;
import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.TripColumn;
import dev.kerbside.taxi.TripFile;
import java.sql.Timestamp;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.StreamingQuery;

/** § 3.3: from_json, and milliseconds to timestamps. */
final class ParseRecords implements Step {
    private static final String CURE = "Look at NycTaxiStreaming.SCHEMA and parse().";

    /** What must not be mistaken for a trip: not JSON, truncated, wrong types, no event time, nothing at all. */
    private static final List<String> MALFORMED = List.of(
            "vendor=2;distance=1.3",
            "{\"VendorID\":2,\"lpep_dropoff_datetime\":16410",
            "{\"VendorID\":2,\"lpep_dropoff_datetime\":1641000000000,\"trip_distance\":\"far\"}",
            "{\"VendorID\":2,\"lpep_dropoff_datetime\":\"2022-01-01 00:30:00\"}",
            "{\"VendorID\":2,\"lpep_dropoff_datetime\":null}",
            "");

    private static final String WELL_FORMED =
            "{\"VendorID\":2,\"lpep_pickup_datetime\":1641000000000,\"lpep_dropoff_datetime\":1641000600000,\"PULocationID\":74,\"passenger_count\":1.0}";

    @Override
    public String id() {
        return "06-parse";
    }

    @Override
    public String title() {
        return "Parse the records";
    }

    @Override
    public void run(TutorialContext context) throws Exception {
        context.narrator().say("from_json(value, schema); timestamp_millis for the two times");
        stream(context, ReadFromKafka.settings(context));
    }

    @Override
    public List<String> check(TutorialContext context) throws Exception {
        Claims claims = new Claims();
        JobSettings settings = ReadFromKafka.settings(context);
        Fingerprint parsed = new Fingerprint();
        StreamingQuery query = Drain.through(
                context.job().parse(ReadFromKafka.stream(context, settings)),
                "append",
                settings.checkpoint("step-06"),
                (batch, id) -> addAll(batch, parsed));
        try (TripFile file = TripFile.openLocal(context.tripFile())) {
            Fingerprint expected = Fingerprint.of(file);
            List<String> differences = parsed.differences(expected);
            claims.that(
                    differences.isEmpty(),
                    "every field of all %,d rows survived parsing".formatted(expected.trips()),
                    "Fields were lost: " + String.join("; ", differences),
                    CURE);
        }
        long malformed = Stream.of(query.recentProgress())
                .map(progress -> progress.observedMetrics().get(NycTaxiStreaming.METRICS))
                .filter(row -> row != null)
                .mapToLong(row -> row.<Long>getAs("malformed"))
                .sum();
        claims.equal("malformed records in the topic", malformed, 0L, "Empty the topic and do 03-ingest again.");
        checkMalformed(context, claims);
        return claims.held();
    }

    /** Hand-made records through the same code: each malformed one is counted, and none becomes a row. */
    private static void checkMalformed(TutorialContext context, Claims claims) throws Exception {
        List<String> records =
                Stream.concat(MALFORMED.stream(), Stream.of(WELL_FORMED)).toList();
        Dataset<Row> handMade =
                context.spark().createDataset(records, Encoders.STRING()).toDF("value");
        Dataset<Row> trips = context.job().parse(handMade);
        long rows = trips.collectAsList().size();
        Row counts = trips.queryExecution()
                .observedMetrics()
                .get(NycTaxiStreaming.METRICS)
                .get();
        claims.equal("rows from 1 good and %d malformed hand-made records".formatted(MALFORMED.size()), rows, 1L, CURE);
        claims.equal(
                "malformed hand-made records counted", counts.<Long>getAs("malformed"), (long) MALFORMED.size(), CURE);
    }

    static Dataset<Row> stream(TutorialContext context, JobSettings settings) throws Exception {
        return NycTaxiStreaming.parse(ReadFromKafka.stream(context, settings));
    }

    private static void addAll(Dataset<Row> batch, Fingerprint fingerprint) {
        for (Iterator<Row> rows = batch.toLocalIterator(); rows.hasNext(); ) {
            fingerprint.add(trip(rows.next()));
        }
    }

    private static Trip trip(Row row) {
        Map<TripColumn, Object> values = new EnumMap<>(TripColumn.class);
        for (TripColumn column : TripColumn.values()) {
            Object value = row.getAs(column.columnName());
            values.put(column, value instanceof Timestamp time ? (Object) time.getTime() : value);
        }
        return Trip.of(values);
    }
}
