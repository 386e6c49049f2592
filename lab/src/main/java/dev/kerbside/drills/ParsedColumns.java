package dev.kerbside.drills;

import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.TripColumn;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The hand-made trips as parse() returned them, compared with what they are, column by column.
 *
 * @param schema of the rows; it has all columns of a trip
 * @param rows as many as there are trips
 */
record ParsedColumns(StructType schema, List<Row> rows) {
    void judge() {
        for (TripColumn column : TripColumn.values()) {
            if (column.kind() == TripColumn.Kind.TIMESTAMP) {
                time(column);
            } else {
                values(column);
            }
        }
    }

    /** The columns, but for the times, that have not the type that the records need. */
    static List<TripColumn> ofAnotherType(StructType schema) {
        return Arrays.stream(TripColumn.values())
                .filter(column -> column.kind() != TripColumn.Kind.TIMESTAMP)
                .filter(column -> !schema.apply(column.columnName()).dataType().equals(type(column)))
                .toList();
    }

    private static DataType type(TripColumn column) {
        return DataType.fromDDL(sqlType(column));
    }

    /** The type of a column in the records, in SQL. */
    static String sqlType(TripColumn column) {
        return switch (column.kind()) {
            case LONG, TIMESTAMP -> "LONG";
            case DOUBLE -> "DOUBLE";
            case STRING -> "STRING";
        };
    }

    /** A value of the column as it stands in the records. */
    static String example(TripColumn column) {
        return switch (column.kind()) {
            case TIMESTAMP -> "1641000000000";
            case STRING -> "\"N\"";
            case LONG -> "2";
            case DOUBLE -> "1.0";
        };
    }

    private void time(TripColumn column) {
        String name = column.columnName();
        DataType type = schema.apply(name).dataType();
        Verdict.require(
                !type.equals(DataTypes.LongType),
                name + " is still a number, the milliseconds of the record; expected a timestamp",
                "In parse(): withColumn(\"" + name + "\", ...) with SQL's timestamp_millis.");
        Verdict.require(
                type.equals(DataTypes.TimestampType),
                name + " is a " + type.sql() + ", expected a TIMESTAMP",
                "In parse(): SQL's timestamp_millis makes one of milliseconds.");
        for (int i = 0; i < rows.size(); i++) {
            Timestamp time = rows.get(i).getAs(name);
            Instant expected = Instant.ofEpochMilli((Long) HandMade.TRIPS.get(i).get(column));
            Verdict.require(
                    time != null, name + " is null, expected " + expected, "Look at its expression in parse().");
            if (!time.toInstant().equals(expected)) {
                throw wrongTime(name, time.toInstant(), expected);
            }
        }
    }

    private static RuntimeException wrongTime(String name, Instant found, Instant expected) {
        int year = found.atOffset(ZoneOffset.UTC).getYear();
        if (year > 9999) {
            return Verdict.wrong(
                    "%s is in the year %d: milliseconds were taken for seconds".formatted(name, year),
                    "Use SQL's timestamp_millis.");
        }
        if (year == 1970) {
            return Verdict.wrong(
                    "%s is %s, in 1970: milliseconds were taken for something smaller".formatted(name, found),
                    "Use SQL's timestamp_millis.");
        }
        Duration off = Duration.between(expected, found);
        boolean zone = off.toMinutes() % 15 == 0 && off.abs().toHours() <= 14;
        String why =
                zone ? ", %+.1f hours off: it was moved to another time zone".formatted(off.toMinutes() / 60.0) : "";
        return Verdict.wrong(
                "%s is %s, expected %s%s".formatted(name, found, expected, why),
                "timestamp_millis is all it needs: the session's zone is UTC.");
    }

    private void values(TripColumn column) {
        String name = column.columnName();
        List<Object> found = found(name);
        List<Object> expected = expected(column);
        String type = schema.apply(name).dataType().toString();
        if (found.stream().allMatch(Objects::isNull) && !expected.stream().allMatch(Objects::isNull)) {
            throw Verdict.wrong(
                    "%s is null in 100 %% of rows: the records carry %s and your schema says %s"
                            .formatted(name, example(column), type),
                    "Use " + sqlType(column) + ".");
        }
        if (!same(found, expected)) {
            throw wrongValues(column, found, expected);
        }
        Verdict.require(
                schema.apply(name).dataType().equals(type(column)),
                "%s is of %s, expected %s".formatted(name, type, type(column)),
                "Use " + sqlType(column) + " in SCHEMA.");
    }

    private static RuntimeException wrongValues(TripColumn column, List<Object> found, List<Object> expected) {
        String name = column.columnName();
        String other = Arrays.stream(TripColumn.values())
                .filter(candidate -> candidate != column && same(found, expected(candidate)))
                .findFirst()
                .map(candidate -> ": it carries " + candidate.columnName())
                .orElse("");
        int i = 0;
        while (same(found.subList(i, i + 1), expected.subList(i, i + 1))) {
            i++;
        }
        return Verdict.wrong(
                "%s is %s, expected %s%s".formatted(name, found.get(i), expected.get(i), other),
                "Look at its name and type in SCHEMA, and at what parse() does with it.");
    }

    private List<Object> found(String name) {
        return rows.stream().map(row -> row.<Object>getAs(name)).toList();
    }

    private static List<Object> expected(TripColumn column) {
        return HandMade.TRIPS.stream().map((Trip trip) -> trip.get(column)).toList();
    }

    /** Numbers by value, for the type is judged after. */
    private static boolean same(List<Object> found, List<Object> expected) {
        return found.stream()
                .map(ParsedColumns::plain)
                .toList()
                .equals(expected.stream().map(ParsedColumns::plain).toList());
    }

    private static Object plain(Object value) {
        return value instanceof Number number ? (Object) number.doubleValue() : String.valueOf(value);
    }
}
