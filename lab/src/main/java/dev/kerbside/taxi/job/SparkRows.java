package dev.kerbside.taxi.job;

import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.TripColumn;
import dev.kerbside.taxi.table.HourlyRow;
import dev.kerbside.taxi.table.HourlyTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Spark's rows as the values that the lab compares. */
public final class SparkRows {
    private SparkRows() {}

    /** All rows of {@link NycTaxiStreaming#aggregate}. */
    public static HourlyTable table(Dataset<Row> rows) {
        return new HourlyTable(
                rows.collectAsList().stream().map(SparkRows::hourlyRow).toList());
    }

    /** All rows of {@link NycTaxiStreaming#parse}, one after the other. */
    public static void forEachTrip(Dataset<Row> rows, Consumer<Trip> reader) {
        for (Iterator<Row> each = rows.toLocalIterator(); each.hasNext(); ) {
            reader.accept(trip(each.next()));
        }
    }

    /** A row of {@link NycTaxiStreaming#parse}. */
    private static Trip trip(Row row) {
        Map<TripColumn, Object> values = new EnumMap<>(TripColumn.class);
        for (TripColumn column : TripColumn.values()) {
            Object value = row.getAs(column.columnName());
            values.put(column, value instanceof Timestamp time ? (Object) time.getTime() : value);
        }
        return Trip.of(values);
    }

    /** A row of {@link NycTaxiStreaming#aggregate}. */
    private static HourlyRow hourlyRow(Row row) {
        return new HourlyRow(
                utc(row.getAs("window_start")),
                utc(row.getAs("window_end")),
                row.getAs("PickUpBorough"),
                row.<Long>getAs("TripCount"),
                cents(row, "AvgPassengerCount"),
                cents(row, "TotalDistance"),
                cents(row, "AvgDistance"),
                cents(row, "AvgTipAmount"),
                cents(row, "TotalFareAmount"),
                cents(row, "AvgFareAmount"),
                cents(row, "TotalTripAmount"),
                cents(row, "AvgTripAmount"));
    }

    private static LocalDateTime utc(Timestamp time) {
        return LocalDateTime.ofInstant(time.toInstant(), ZoneOffset.UTC);
    }

    private static BigDecimal cents(Row row, String column) {
        Double value = row.getAs(column);
        return value == null ? null : BigDecimal.valueOf(value).setScale(2, RoundingMode.UNNECESSARY);
    }
}
