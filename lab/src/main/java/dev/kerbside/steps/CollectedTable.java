package dev.kerbside.steps;

import dev.kerbside.taxi.HourlyRow;
import dev.kerbside.taxi.HourlyTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The hourly table that a micro-batch in complete mode brings. */
public final class CollectedTable {
    private CollectedTable() {}

    /** The rows as § 3.5 makes them. */
    public static HourlyTable of(Dataset<Row> batch) {
        return new HourlyTable(
                batch.collectAsList().stream().map(CollectedTable::hourlyRow).toList());
    }

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
