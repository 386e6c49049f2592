package dev.kerbside.drills;

import dev.kerbside.Claims;
import dev.kerbside.taxi.Job;
import dev.kerbside.taxi.NycTaxiStreaming;
import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.TripColumn;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/** Step 06: hand-made trips come out whole, and malformed records are counted and left out. */
public final class ParseDrill implements Drill {
    private static final List<TripColumn> COLUMNS = Arrays.asList(TripColumn.values());

    @Override
    public void judge(Job job, SparkSession spark, Claims claims) {
        SparkSession own = HandMade.session(spark);
        schema(job);
        List<String> trips = HandMade.records(HandMade.TRIPS);
        Dataset<Row> good = Verdict.attempt("parse()", () -> job.parse(HandMade.text(own, trips)));
        columns(List.of(good.columns()));
        List<Row> rows = rows(good);
        Strays strays = new Strays(job, own);
        if (rows.size() != trips.size()) {
            throw strays.lost(good.schema(), rows);
        }
        new ParsedColumns(good.schema(), rows).judge();
        List<String> records = Stream.concat(HandMade.MALFORMED.keySet().stream(), trips.stream())
                .toList();
        Dataset<Row> parsed = Verdict.attempt("parse()", () -> job.parse(HandMade.text(own, records)));
        if (rows(parsed).size() != trips.size()) {
            throw strays.kept();
        }
        metrics(parsed, records.size());
        claims.that(true, "%d hand-made trips came out whole".formatted(trips.size()), "", "");
        claims.that(
                true, "%d malformed records were counted and left out".formatted(HandMade.MALFORMED.size()), "", "");
    }

    /** First, for of a schema that is given as text from_json() says only that it is no JSON. */
    private static void schema(Job job) {
        try {
            Field schema = job.type().getDeclaredField("SCHEMA");
            schema.setAccessible(true);
            Verdict.attempt("Reading SCHEMA", () -> StructType.fromDDL((String) schema.get(null)));
        } catch (NoSuchFieldException e) {
            // Then parse() has its schema from elsewhere, and is judged by what it returns.
        }
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
                "Take the fields out of the struct: select(\"*\", \"trip.*\").");
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

    private static void metrics(Dataset<Row> parsed, int records) {
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
        long read = ((Number) found.get().getAs("read")).longValue();
        long malformed = ((Number) found.get().getAs("malformed")).longValue();
        Verdict.require(
                read != HandMade.TRIPS.size() || malformed != 0,
                "Of %d records, %d malformed, the metrics say read %d and malformed 0: observe() stands after where() and sees only what is left"
                        .formatted(records, HandMade.MALFORMED.size(), read),
                "Put it before where().");
        Verdict.require(
                read == records,
                "The metrics say that %d records were read, expected %d".formatted(read, records),
                "count(lit(1)) counts every row; count of a column only those where it is not null. "
                        + "Name it read.");
        Verdict.require(
                malformed == HandMade.MALFORMED.size(),
                "The metrics count %d malformed records, expected %d".formatted(malformed, HandMade.MALFORMED.size()),
                "Count with the condition that where() uses: count_if(malformed()).");
    }

    /** Records on the wrong side: trips that were left out, malformed records that were not. */
    private record Strays(Job job, SparkSession spark) {
        RuntimeException kept() {
            List<String> reasons = HandMade.MALFORMED.keySet().stream()
                    .filter(this::isRow)
                    .map(record -> "one that " + HandMade.MALFORMED.get(record))
                    .sorted()
                    .toList();
            return Verdict.wrong(
                    "%d of %d malformed records became rows with NULLs, as if they were trips: %s"
                            .formatted(reasons.size(), HandMade.MALFORMED.size(), String.join(", ", reasons)),
                    "malformed() must see them (CORRUPT is not null, or lpep_dropoff_datetime is null), and parse() leave them out with where().");
        }

        RuntimeException lost(StructType schema, List<Row> rows) {
            Set<Object> kept = rows.stream()
                    .map(row -> row.<Object>getAs(TripColumn.TOTAL_AMOUNT.columnName()))
                    .collect(Collectors.toSet());
            List<Trip> lost = HandMade.TRIPS.stream()
                    .filter(trip -> !kept.contains(trip.get(TripColumn.TOTAL_AMOUNT)))
                    .toList();
            String found = "%d of %d hand-made trips are left out".formatted(lost.size(), HandMade.TRIPS.size());
            List<TripColumn> refused = ParsedColumns.ofAnotherType(schema).stream()
                    // A column without a value refuses nothing.
                    .filter(column -> HandMade.TRIPS.stream().anyMatch(trip -> trip.get(column) != null))
                    .toList();
            if (!refused.isEmpty()) {
                TripColumn first = refused.get(0);
                DataType type = schema.apply(first.columnName()).dataType();
                String alike = refused.stream()
                        .filter(column -> column.kind() == first.kind()
                                && schema.apply(column.columnName()).dataType().equals(type))
                        .map(TripColumn::columnName)
                        .collect(Collectors.joining(", "));
                return Verdict.wrong(
                        "%s as malformed, because of %s: the records carry %s and your schema says %s"
                                .formatted(found, alike, ParsedColumns.example(first), type),
                        "Use " + ParsedColumns.sqlType(first) + ".");
            }
            if (HandMade.MALFORMED.keySet().stream().anyMatch(this::isRow)) {
                return Verdict.wrong(
                        found + ", and malformed records are kept: the condition is the wrong way round",
                        "where(not(malformed())).");
            }
            boolean incomplete = lost.stream().allMatch(trip -> trip.get(TripColumn.PASSENGER_COUNT) == null);
            return Verdict.wrong(
                    found + (incomplete ? ": those without passenger_count" : ""),
                    "A record is malformed only if CORRUPT is not null or lpep_dropoff_datetime is null; a trip may lack other values.");
        }

        private boolean isRow(String record) {
            return !rows(Verdict.attempt("parse()", () -> job.parse(HandMade.text(spark, List.of(record)))))
                    .isEmpty();
        }
    }

    private static List<Row> rows(Dataset<Row> parsed) {
        return Verdict.attempt("What parse() returns", parsed::collectAsList);
    }
}
