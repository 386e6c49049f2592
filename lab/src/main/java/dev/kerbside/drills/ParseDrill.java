package dev.kerbside.drills;

import dev.kerbside.taxi.TripColumn;
import dev.kerbside.taxi.job.Job;
import dev.kerbside.taxi.job.NycTaxiStreaming;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/** Step 06: hand-made trips come out whole, and malformed records are counted and left out. */
public final class ParseDrill implements Drill {
    /** As the job's main() has it: where a record was. */
    private static final String PLACE = "origin";

    private static final String CORRUPT = "_corrupt_record";
    private static final List<TripColumn> COLUMNS = Arrays.asList(TripColumn.values());

    @Override
    public void examine(Job job, SparkSession spark, Claims claims) {
        SparkSession own = Frames.session(spark);
        schema(job);
        List<String> trips = HandMade.records();
        Dataset<Row> good = Verdict.attempt("parse()", () -> job.parse(Frames.text(own, trips)));
        columns(List.of(good.columns()));
        List<Row> rows = rows(good);
        Strays strays = new Strays(job, own);
        if (rows.size() < trips.size()) {
            throw strays.lost(good.schema(), rows);
        }
        Verdict.require(
                rows.size() == trips.size(),
                "%d hand-made trips went in and %d rows came out".formatted(trips.size(), rows.size()),
                "Each trip is one row.");
        new ParsedColumns(good.schema(), rows).judge();
        metrics(good, trips.size(), 0);
        List<String> records = Stream.concat(Malformed.REASONS.keySet().stream(), trips.stream())
                .toList();
        Dataset<Row> parsed = Verdict.attempt("parse()", () -> job.parse(Frames.text(own, records)));
        if (rows(parsed).size() != trips.size()) {
            throw strays.kept();
        }
        metrics(parsed, records.size(), Malformed.REASONS.size());
        corrupt(job, own, records);
        Dataset<Row> stream = Verdict.attempt(
                "parse() of a stream", () -> job.parse(Frames.stream(own, StructType.fromDDL("value STRING"))));
        StreamPlan.of(stream).keepsEveryRow("parse()");
        StreamPlan.of(stream).runs("parse()", OutputMode.Append());
        claims.held("%d hand-made trips came out whole".formatted(trips.size()));
        claims.held("%d malformed records were counted and left out".formatted(Malformed.REASONS.size()));
    }

    /**
     * Comes first, because from_json() says of a wrong schema in text only that it is no JSON. A StructType was one when
     * it compiled. Without a constant of that name parse() is judged by what it returns.
     */
    private static void schema(Job job) {
        Verdict.attempt(
                "Reading SCHEMA",
                () -> job.schema().filter(String.class::isInstance).map(text -> StructType.fromDDL((String) text)));
    }

    private static void columns(List<String> found) {
        if (found.equals(List.of("value"))) {
            throw Verdict.unsolved(
                    "parse()", "it returns the text as it came", "TODO 06-a, the schema, and TODO 06-b, from_json().");
        }
        List<String> expected = COLUMNS.stream().map(TripColumn::columnName).toList();
        List<String> missing =
                expected.stream().filter(name -> !found.contains(name)).toList();
        Verdict.require(
                !missing.containsAll(expected),
                "parse() returns the columns " + String.join(", ", found) + ", and no field of a trip",
                "Take the fields out of the struct.");
        Verdict.require(
                missing.isEmpty(),
                "parse() does not return " + String.join(", ", missing),
                "Look for it in SCHEMA: its name must be as in the records, upper and lower case too.");
        List<String> more =
                found.stream().filter(name -> !expected.contains(name)).toList();
        Verdict.require(
                more.isEmpty(),
                "parse() also returns " + String.join(", ", more) + ", which later steps have no use for",
                "Leave it out with drop().");
    }

    private static void metrics(Dataset<Row> parsed, int records, int bad) {
        Option<Row> found = parsed.queryExecution().observedMetrics().get(NycTaxiStreaming.METRICS);
        Verdict.require(
                found.isDefined(),
                "Malformed records are left out, but nobody is told: parse() observes no metrics named "
                        + NycTaxiStreaming.METRICS,
                "The shape is observe(METRICS, ... as read, ... as malformed).");
        List<String> names = List.of(found.get().schema().fieldNames());
        Verdict.require(
                names.contains("read") && names.contains("malformed"),
                "The metrics " + NycTaxiStreaming.METRICS + " are " + names + ", expected read and malformed",
                "Look at the aliases in observe().");
        long read = metric(found.get(), "read", records, bad);
        long malformed = metric(found.get(), "malformed", records, bad);
        Verdict.require(
                bad == 0 || read != HandMade.TRIPS.size() || malformed != 0,
                "Of %d records, %d malformed, the metrics say read %d and malformed 0: observe() stands after where() and sees only what is left"
                        .formatted(records, bad, read),
                "Put it before where().");
        Verdict.require(
                read == records,
                "The metrics say that %d records were read, expected %d".formatted(read, records),
                "Count rows: a count of a column leaves out those where it is null.");
        Verdict.require(
                malformed == bad,
                "The metrics count %d malformed records, expected %d".formatted(malformed, bad),
                "Count with the condition that where() uses.");
    }

    /** Whoever keeps what is malformed needs it as it came. Nobody else uses what a job has in place of parsed(). */
    private static void corrupt(Job job, SparkSession spark, List<String> records) {
        Optional<Dataset<Row>> every = Verdict.attempt(
                "parsed()",
                () -> job.parsed(Frames.text(spark, records).withColumn(PLACE, functions.lit("hand-made"))));
        if (every.isEmpty() || !List.of(every.get().columns()).contains(CORRUPT)) {
            return;
        }
        Verdict.require(
                List.of(every.get().columns()).contains(PLACE),
                "parsed() loses the column %s of the records that it is given".formatted(PLACE),
                "main() gives it more columns than value, to keep what is malformed: only value and the struct go, and all others stay.");
        Set<String> whole = new HashSet<>(records);
        for (Row row : Verdict.attempt(
                "What parsed() returns", () -> every.get().select(CORRUPT).collectAsList())) {
            String text = row.getString(0);
            Verdict.require(
                    text == null || whole.contains(text),
                    "parsed() changes what is malformed: %s has a text of %d characters that no record has"
                            .formatted(CORRUPT, text == null ? 0 : text.length()),
                    "It holds the whole text of such a record, as it came.");
        }
    }

    private static long metric(Row metrics, String name, int records, int bad) {
        Object value = metrics.getAs(name);
        Verdict.require(
                value instanceof Long || value instanceof Integer,
                "Of %d records, %d malformed, the metric %s is %s, not a whole number"
                        .formatted(records, bad, name, value),
                "Count, and turn the count into nothing else; a sum of nothing is null.");
        return ((Number) value).longValue();
    }

    static List<Row> rows(Dataset<Row> parsed) {
        return Verdict.attempt("What parse() returns", parsed::collectAsList);
    }
}
