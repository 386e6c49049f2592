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
        Difference<String> rowsDiffer = Difference.of(
                rows.stream().map(ParsedColumns::text).toList(),
                HandMade.TRIPS.stream().map(ParsedColumns::text).toList());
        Verdict.require(
                rowsDiffer.isNone(),
                "Each column has the right values, but in the wrong rows",
                "The fields of a record belong into one row.");
    }

    private static String text(Row row) {
        return Arrays.stream(TripColumn.values())
                .map(column -> row.<Object>getAs(column.columnName()))
                .map(value -> value instanceof Timestamp time ? millis(micros(time.toInstant())) : value)
                .toList()
                .toString();
    }

    private static String text(Trip trip) {
        return Arrays.stream(TripColumn.values()).map(trip::get).toList().toString();
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
                "In parse(): SQL has a function for it.");
        Verdict.require(
                type.equals(DataTypes.TimestampType),
                name + " is a " + type.sql() + ", expected a TIMESTAMP",
                "In parse(): SQL has a function that makes one of milliseconds.");
        List<Long> found = found(name).stream()
                .map(time -> time == null ? null : micros(((Timestamp) time).toInstant()))
                .toList();
        List<Long> expected = expected(column).stream()
                .map(millis -> millis == null ? null : (Long) millis * 1000)
                .toList();
        Difference<Long> difference = Difference.of(
                found.stream().map(ParsedColumns::millis).toList(),
                expected.stream().map(ParsedColumns::millis).toList());
        if (!difference.isNone()) {
            throw wrongTime(name, found.get(0), expected.get(0), difference);
        }
    }

    private static Long micros(Instant time) {
        return time.getEpochSecond() * 1_000_000 + time.getNano() / 1000;
    }

    /** A double of seconds is a microsecond off now and then. */
    private static Long millis(Long micros) {
        return micros == null ? null : Math.floorDiv(micros + 1, 1000);
    }

    /** The first trip is of 2022: what became of it tells a mistake that all share. */
    private static RuntimeException wrongTime(
            String name, Long first, Long firstExpected, Difference<Long> difference) {
        if (first == null) {
            return Verdict.wrong(
                    "%s is null, expected %s".formatted(name, time(millis(firstExpected))),
                    "Look at its expression in parse().");
        }
        if (millis(first).equals(millis(firstExpected))) {
            return Verdict.wrong(
                    "%s is %s, expected %s"
                            .formatted(
                                    name,
                                    time(difference.besides().get(0)),
                                    time(difference.lacking().get(0))),
                    "Milliseconds are a time as they are, before 1970 too: round nothing, and leave nothing out.");
        }
        return wrongTime(name, time(millis(first)), time(millis(firstExpected)));
    }

    private static Instant time(Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    private static RuntimeException wrongTime(String name, Instant found, Instant expected) {
        int year = found.atOffset(ZoneOffset.UTC).getYear();
        if (year > 9999) {
            return Verdict.wrong(
                    "%s is in the year %d: milliseconds were taken for seconds".formatted(name, year),
                    "SQL has a function for each unit.");
        }
        if (year == 1970) {
            return Verdict.wrong(
                    "%s is %s, in 1970: milliseconds were taken for something smaller".formatted(name, found),
                    "SQL has a function for each unit.");
        }
        Duration off = Duration.between(expected, found);
        boolean zone = off.toMinutes() % 15 == 0 && off.abs().toHours() <= 14;
        String why =
                zone ? ", %+.1f hours off: it was moved to another time zone".formatted(off.toMinutes() / 60.0) : "";
        return Verdict.wrong(
                "%s is %s, expected %s%s".formatted(name, found, expected, why),
                "The session's zone is UTC: nothing has to be moved.");
    }

    private void values(TripColumn column) {
        String name = column.columnName();
        List<Object> found = found(name);
        List<Object> expected = expected(column);
        DataType type = schema.apply(name).dataType();
        if (found.stream().allMatch(Objects::isNull) && !expected.stream().allMatch(Objects::isNull)) {
            throw Verdict.wrong(
                    "%s is null in 100 %% of rows: the records carry %s and your schema says %s"
                            .formatted(name, example(column), type),
                    "The type must take what the records carry.");
        }
        Verdict.require(
                type.equals(type(column)),
                "%s is of %s, expected %s".formatted(name, type, type(column)),
                "The records carry " + example(column) + ": look at its type in SCHEMA.");
        Difference<Object> difference = Difference.of(plain(found), plain(expected));
        if (!difference.isNone()) {
            throw wrongValues(column, found, difference);
        }
    }

    private static RuntimeException wrongValues(TripColumn column, List<Object> found, Difference<Object> difference) {
        String name = column.columnName();
        String other = Arrays.stream(TripColumn.values())
                .filter(candidate -> candidate != column
                        && Difference.of(plain(found), plain(expected(candidate)))
                                .isNone())
                .findFirst()
                .map(candidate -> ": it carries " + candidate.columnName())
                .orElse("");
        return Verdict.wrong(
                "%s is %s, expected %s%s"
                        .formatted(
                                name,
                                difference.besides().get(0),
                                difference.lacking().get(0),
                                other),
                "Look at its name and type in SCHEMA, and at what parse() does with it.");
    }

    private List<Object> found(String name) {
        return rows.stream().map(row -> row.<Object>getAs(name)).toList();
    }

    private static List<Object> expected(TripColumn column) {
        return HandMade.TRIPS.stream().map((Trip trip) -> trip.get(column)).toList();
    }

    private static List<Object> plain(List<Object> values) {
        return values.stream().map(ParsedColumns::plain).toList();
    }

    /** Numbers by value, whatever their type. */
    static Object plain(Object value) {
        return value instanceof Number number ? (Object) number.doubleValue() : value;
    }
}
