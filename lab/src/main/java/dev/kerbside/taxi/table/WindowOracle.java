package dev.kerbside.taxi.table;

import dev.kerbside.LabException;
import dev.kerbside.taxi.file.DuckTrips;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The windows of the second chapter's questions by another way, as {@link Oracle}: DuckDB over the Parquet file, exact sums. */
public final class WindowOracle {
    private static final String ENDED =
            """
            CREATE TABLE ended AS
            SELECT dropoff AS time, dropoff_zone AS zone, total AS amount FROM trips WHERE dropoff IS NOT NULL""";

    private static final String TUMBLING =
            """
            SELECT date_trunc('hour', time) AS first, first + INTERVAL 1 HOUR AS past, NULL AS place,
                   count(*) AS trips, sum(amount) AS total
            FROM ended GROUP BY first""";

    /** The quarter of an hour that a trip ended in, and the three before it. */
    private static final String SLIDING =
            """
            SELECT time_bucket(INTERVAL 15 MINUTE, time) - quarter * INTERVAL 15 MINUTE AS first,
                   first + INTERVAL 1 HOUR AS past, NULL AS place, count(*) AS trips, sum(amount) AS total
            FROM ended, range(4) AS quarters(quarter) GROUP BY first""";

    /** A trip more than 20 minutes behind the one before it begins a session; the sum of beginnings numbers them. */
    private static final String SESSIONS =
            """
            WITH marked AS (
                SELECT *, time > lag(time) OVER (PARTITION BY zone ORDER BY time) + INTERVAL 20 MINUTE AS begins
                FROM ended),
            numbered AS (
                SELECT *, sum(CASE WHEN begins THEN 1 ELSE 0 END)
                          OVER (PARTITION BY zone ORDER BY time ROWS UNBOUNDED PRECEDING) AS number
                FROM marked)
            SELECT min(time) AS first, max(time) + INTERVAL 20 MINUTE AS past, zone AS place,
                   count(*) AS trips, sum(amount) AS total
            FROM numbered GROUP BY zone, number""";

    private WindowOracle() {}

    /**
     * The tables of a local file: tumbling, sliding and sessions.
     *
     * @throws LabException (usage) if DuckDB cannot read the file
     */
    public static Map<String, List<TripWindow>> expected(Path parquet) {
        return DuckTrips.ask(parquet, duck -> {
            try (Statement statement = duck.createStatement()) {
                statement.execute(ENDED);
                Map<String, List<TripWindow>> tables = new LinkedHashMap<>();
                tables.put("tumbling", windows(statement.executeQuery(TUMBLING)));
                tables.put("sliding", windows(statement.executeQuery(SLIDING)));
                tables.put("sessions", windows(statement.executeQuery(SESSIONS)));
                return tables;
            }
        });
    }

    private static List<TripWindow> windows(ResultSet result) throws SQLException {
        List<TripWindow> windows = new ArrayList<>();
        while (result.next()) {
            BigDecimal total = result.getBigDecimal("total");
            Number zone = (Number) result.getObject("place");
            windows.add(new TripWindow(
                    utc(result, "first"),
                    utc(result, "past"),
                    zone == null ? null : zone.longValue(),
                    result.getLong("trips"),
                    total == null ? null : total.setScale(2, RoundingMode.HALF_UP)));
        }
        return windows;
    }

    private static Instant utc(ResultSet result, String column) throws SQLException {
        return result.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }
}
