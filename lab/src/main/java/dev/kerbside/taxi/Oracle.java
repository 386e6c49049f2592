package dev.kerbside.taxi;

import dev.kerbside.LabException;
import dev.kerbside.Lines;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * What the stream's final table must be, by another way: DuckDB, in memory, over the Parquet file itself. It shares
 * neither Spark nor {@link TripFile} with the lab, and sums decimals where Spark sums doubles, so its totals are exact.
 */
public final class Oracle {
    /** Ten places: what a value keeps on its way through the JSON. NaN and infinity are null there. */
    static final String EXACT =
            "CREATE MACRO exact(x) AS CASE WHEN isfinite(CAST(x AS DOUBLE)) THEN CAST(x AS DECIMAL(28, 10)) END";

    private static final String HOURLY =
            """
            SELECT date_trunc('hour', lpep_dropoff_datetime) AS window_start,
                   Borough,
                   count(*) AS trips,
                   sum(exact(passenger_count)) AS passengers, count(exact(passenger_count)) AS with_passengers,
                   sum(exact(trip_distance)) AS distance, count(exact(trip_distance)) AS with_distance,
                   sum(exact(tip_amount)) AS tip, count(exact(tip_amount)) AS with_tip,
                   sum(exact(fare_amount)) AS fare, count(exact(fare_amount)) AS with_fare,
                   sum(exact(total_amount)) AS total, count(exact(total_amount)) AS with_total
            FROM read_parquet(?) LEFT JOIN zones ON PULocationID = LocationID
            WHERE lpep_dropoff_datetime IS NOT NULL
            GROUP BY ALL
            """;

    private Oracle() {}

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
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:", offline())) {
            load(duck, zones);
            try (PreparedStatement hourly = duck.prepareStatement(HOURLY)) {
                hourly.setString(1, literal(parquet));
                return table(hourly.executeQuery());
            }
        } catch (SQLException e) {
            throw LabException.usage(
                    "%s cannot be read by DuckDB: %s. Fetch the file again.".formatted(parquet, Lines.first(e)), e);
        }
    }

    static Properties offline() {
        Properties settings = new Properties();
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("temp_directory", "");
        return settings;
    }

    private static void load(Connection duck, List<Zone> zones) throws SQLException {
        try (Statement statement = duck.createStatement()) {
            statement.execute(EXACT);
            statement.execute("CREATE TABLE zones (LocationID INTEGER PRIMARY KEY, Borough VARCHAR)");
        }
        try (PreparedStatement insert = duck.prepareStatement("INSERT INTO zones VALUES (?, ?)")) {
            for (Zone zone : zones) {
                insert.setInt(1, zone.locationId());
                insert.setString(2, zone.borough());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** The path with every character that DuckDB takes for a pattern put in brackets. */
    static String literal(Path file) {
        return file.toAbsolutePath().toString().replaceAll("[\\[*?]", "[$0]");
    }

    private static HourlyTable table(ResultSet result) throws SQLException {
        List<HourlyRow> rows = new ArrayList<>();
        while (result.next()) {
            LocalDateTime start = result.getObject("window_start", LocalDateTime.class);
            rows.add(new HourlyRow(
                    start,
                    start.plusHours(1),
                    result.getString("Borough"),
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
