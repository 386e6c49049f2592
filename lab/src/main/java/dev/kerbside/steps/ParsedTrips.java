package dev.kerbside.steps;

import dev.kerbside.taxi.Fingerprint;
import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.TripColumn;
import java.sql.Timestamp;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The trips of a micro-batch, as § 3.3 parses them. */
public final class ParsedTrips {
    private ParsedTrips() {}

    /** Adds each of them to the fingerprint. */
    public static void addAll(Dataset<Row> batch, Fingerprint fingerprint) {
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
