package dev.kerbside.drills;

import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.TripColumn;
import dev.kerbside.taxi.job.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Records on the wrong side: trips that were left out, malformed records that were not. */
record Strays(Job job, SparkSession spark) {
    RuntimeException kept() {
        List<String> reasons = kept(new ArrayList<>(Malformed.REASONS.keySet())).stream()
                .map(Malformed.REASONS::get)
                .sorted()
                .toList();
        return Verdict.wrong(
                "%d of %d malformed records became rows with NULLs, as if they were trips: %s"
                        .formatted(
                                reasons.size(),
                                Malformed.REASONS.size(),
                                "one that " + String.join(", one that ", reasons)),
                "malformed() must be true for them, and parse() leave them out."
                        + (Malformed.WORDS.containsAll(reasons)
                                ? " from_json() has an option for words in the place of numbers: allowNonNumericNumbers."
                                : ""));
    }

    RuntimeException lost(StructType schema, List<Row> rows) {
        List<Trip> lost = lost(rows);
        String found = "%d of %d hand-made trips are left out".formatted(lost.size(), HandMade.TRIPS.size());
        List<TripColumn> refused = ParsedColumns.ofAnotherType(schema).stream()
                // A column without a value refuses nothing.
                .filter(column -> HandMade.TRIPS.stream().anyMatch(trip -> trip.get(column) != null))
                .filter(column ->
                        !fits(column, schema.apply(column.columnName()).dataType()))
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
        if (lost.size() == HandMade.TRIPS.size() && rows(new ArrayList<>(Malformed.REASONS.keySet())) > 0) {
            return Verdict.wrong(
                    found + ", and malformed records are kept: the condition is the wrong way round",
                    "What is malformed goes, and the rest stays.");
        }
        Verdict.require(
                lost.size() < HandMade.TRIPS.size(),
                found + ", and so is all that is malformed: the condition is null, neither true nor false",
                "Whatever is compared with null is null: isNull() and isNotNull() are true or false.");
        Optional<String> trait = Trait.of(lost);
        return Verdict.wrong(
                found + ": " + trait.map(words -> "those " + words).orElse("the first is " + lost.get(0)),
                Trait.cure(trait.orElse("")) + " Malformed is what does not fit the schema, or has no drop-off time.");
    }

    /** Whether Spark reads the values all the same: whole numbers that are small. */
    private static boolean fits(TripColumn column, DataType type) {
        return type.equals(DataTypes.IntegerType)
                && HandMade.TRIPS.stream()
                        .map(trip -> trip.get(column))
                        .allMatch(value -> value == null || value instanceof Long whole && whole.intValue() == whole);
    }

    /** By what they cost, the one value that tells them apart. */
    private static List<Trip> lost(List<Row> rows) {
        List<Object> kept = rows.stream()
                .map(row -> ParsedColumns.plain(row.getAs(TripColumn.TOTAL_AMOUNT.columnName())))
                .collect(Collectors.toCollection(ArrayList::new));
        return HandMade.TRIPS.stream()
                .filter(trip -> !kept.remove(ParsedColumns.plain(trip.get(TripColumn.TOTAL_AMOUNT))))
                .toList();
    }

    /** Those that become rows: halved only where there are some and others, because each question is a query. */
    private List<String> kept(List<String> records) {
        int rows = rows(records);
        if (rows == 0) {
            return List.of();
        }
        if (rows == records.size() || records.size() == 1) {
            return records;
        }
        List<String> kept = new ArrayList<>(kept(records.subList(0, records.size() / 2)));
        kept.addAll(kept(records.subList(records.size() / 2, records.size())));
        return kept;
    }

    private int rows(List<String> records) {
        return ParseDrill.rows(Verdict.attempt("parse()", () -> job.parse(Frames.text(spark, records))))
                .size();
    }
}
