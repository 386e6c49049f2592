package dev.kerbside.taxi.table;

import dev.kerbside.LabException;
import dev.kerbside.taxi.Zone;
import dev.kerbside.taxi.Zones;
import dev.kerbside.taxi.file.DuckTrips;
import dev.kerbside.taxi.file.TripFile;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * What the stream's final table must be, by another way: DuckDB over the Parquet file itself ({@link DuckTrips}). It shares
 * neither Spark nor {@link TripFile} with the lab, and sums decimals where Spark sums doubles, so its totals are exact.
 */
public final class Oracle {
    private static final String HOURLY =
            """
            SELECT date_trunc('hour', trips.dropoff) AS window_start,
                   zones.borough AS borough,
                   count(*) AS trips,
                   sum(trips.passengers) AS passengers, count(trips.passengers) AS with_passengers,
                   sum(trips.distance) AS distance, count(trips.distance) AS with_distance,
                   sum(trips.tip) AS tip, count(trips.tip) AS with_tip,
                   sum(trips.fare) AS fare, count(trips.fare) AS with_fare,
                   sum(trips.total) AS total, count(trips.total) AS with_total
            FROM trips LEFT JOIN zones ON trips.pickup_zone = zones.id
            WHERE trips.dropoff IS NOT NULL
            GROUP BY ALL
            """;

    private Oracle() {}

    /**
     * Makes sure that a local file can be used, by using it: every row is read, and DuckDB reads it too.
     *
     * @throws LabException (usage) with the row, the column and the cure
     */
    public static void proofread(Path path) {
        try (TripFile file = TripFile.openLocal(path)) {
            while (file.read() != null) {
                continue;
            }
        }
        expected(path);
    }

    /** The table of a local file, with the project's own zones. */
    public static HourlyTable expected(Path parquet) {
        return expected(parquet, Zones.all());
    }

    /**
     * The table of a local file: tumbling windows of an hour on the drop-off time, by borough of the pick-up zone
     * ({@code null} for a zone not among these); averages are over the values that are there, rounded half up.
     *
     * @throws LabException (usage) if DuckDB cannot read the file
     */
    public static HourlyTable expected(Path parquet, List<Zone> zones) {
        return DuckTrips.ask(parquet, duck -> {
            load(duck, zones);
            try (Statement hourly = duck.createStatement()) {
                return table(hourly.executeQuery(HOURLY));
            }
        });
    }

    private static void load(Connection duck, List<Zone> zones) throws SQLException {
        try (Statement statement = duck.createStatement()) {
            statement.execute("CREATE TABLE zones (id BIGINT PRIMARY KEY, borough VARCHAR)");
        }
        try (PreparedStatement insert = duck.prepareStatement("INSERT INTO zones VALUES (?, ?)")) {
            for (Zone zone : zones) {
                insert.setInt(1, zone.locationId());
                insert.setString(2, zone.borough().isEmpty() ? null : zone.borough());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static HourlyTable table(ResultSet result) throws SQLException {
        List<HourlyRow> rows = new ArrayList<>();
        while (result.next()) {
            LocalDateTime start = result.getObject("window_start", LocalDateTime.class);
            rows.add(new HourlyRow(
                    start,
                    start.plusHours(1),
                    result.getString("borough"),
                    result.getLong("trips"),
                    average(result, "passengers"),
                    sum(result, "distance"),
                    average(result, "distance"),
                    average(result, "tip"),
                    sum(result, "fare"),
                    average(result, "fare"),
                    sum(result, "total"),
                    average(result, "total")));
        }
        return new HourlyTable(rows);
    }

    private static BigDecimal sum(ResultSet result, String name) throws SQLException {
        BigDecimal sum = result.getBigDecimal(name);
        return sum == null ? null : sum.setScale(2, RoundingMode.HALF_UP);
    }

    private static BigDecimal average(ResultSet result, String name) throws SQLException {
        BigDecimal sum = result.getBigDecimal(name);
        long count = result.getLong("with_" + name);
        return count == 0 ? null : sum.divide(BigDecimal.valueOf(count), 2, RoundingMode.HALF_UP);
    }
}
