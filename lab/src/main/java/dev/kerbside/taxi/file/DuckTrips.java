package dev.kerbside.taxi.file;

import dev.kerbside.LabException;
import dev.kerbside.taxi.TripColumn;
import dev.kerbside.text.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * DuckDB, in memory, with a view {@code trips} of one Parquet file, by the rules of {@link TripValue} but without the
 * lab's reader: zones as BIGINT; amounts as DECIMAL(28, 10), which is what a value keeps on its way through the JSON, so
 * that sums are exact; times as TIMESTAMP in UTC, whole milliseconds. Neither the file's name, nor its folders', nor
 * its other columns, nor the time zone of this process have a say.
 */
public final class DuckTrips implements AutoCloseable {
    private static final String AMOUNT =
            "CASE WHEN isfinite(CAST(%1$s AS DOUBLE)) THEN CAST(CAST(%1$s AS DOUBLE) AS DECIMAL(28, 10)) END";
    private static final String ZONE = "CASE WHEN isfinite(CAST(%1$s AS DOUBLE)) THEN CAST(%1$s AS BIGINT) END";
    private static final String TIME = floor("make_timestamp(%s)", "epoch_us", 1_000);
    private static final String TIME_NS = floor("make_timestamp((%s) // 1000)", "epoch_ns", 1_000_000);
    private static final String TIMES = "TIMESTAMP.*";
    private static final String NUMBERS = "U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL.*";

    private final Path folder;
    private final Connection duck;

    private DuckTrips(Path folder, Connection duck) {
        this.folder = folder;
        this.duck = duck;
    }

    /** What is asked of a file's trips. */
    public interface Question<T> {
        T ask(Connection duck) throws SQLException;
    }

    /**
     * The answer of a local file.
     *
     * @throws LabException (usage) if DuckDB cannot read the file
     */
    public static <T> T ask(Path parquet, Question<T> question) {
        try (DuckTrips trips = open(parquet)) {
            return question.ask(trips.duck);
        } catch (SQLException | IOException e) {
            throw LabException.usage(
                    "%s cannot be read by DuckDB, which reckons what the table must be: %s. Write the file again, with other types or codecs."
                            .formatted(parquet, Messages.first(e)),
                    e);
        }
    }

    public static Properties offline() {
        Properties settings = new Properties();
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("temp_directory", "");
        return settings;
    }

    /** A link gives the file a plain name in a plain folder: DuckDB takes * ? [ and partition=folders for its own. */
    private static DuckTrips open(Path parquet) throws SQLException, IOException {
        Path folder = Files.createTempDirectory("kerbside-trips");
        DuckTrips trips = null;
        try {
            Path link = Files.createSymbolicLink(
                    folder.resolve("trips.parquet"), parquet.toAbsolutePath().normalize());
            trips = new DuckTrips(folder, DriverManager.getConnection("jdbc:duckdb:", offline()));
            trips.view(link);
            return trips;
        } finally {
            if (trips == null) {
                remove(folder);
            }
        }
    }

    private void view(Path link) throws SQLException {
        try (Statement statement = duck.createStatement()) {
            statement.execute("CREATE VIEW file AS FROM read_parquet('%s', hive_partitioning = false, filename = false)"
                    .formatted(literal(link)));
            statement.execute(
                    """
                    CREATE VIEW trips AS SELECT
                        %s AS dropoff, %s AS pickup_zone, %s AS dropoff_zone,
                        %s AS passengers, %s AS distance, %s AS tip, %s AS fare, %s AS total
                    FROM file"""
                            .formatted(
                                    column(TripColumn.DROPOFF_TIME, TIME),
                                    column(TripColumn.PU_LOCATION_ID, ZONE),
                                    column(TripColumn.DO_LOCATION_ID, ZONE),
                                    column(TripColumn.PASSENGER_COUNT, AMOUNT),
                                    column(TripColumn.TRIP_DISTANCE, AMOUNT),
                                    column(TripColumn.TIP_AMOUNT, AMOUNT),
                                    column(TripColumn.FARE_AMOUNT, AMOUNT),
                                    column(TripColumn.TOTAL_AMOUNT, AMOUNT)));
        }
    }

    /** The path with every character that DuckDB takes for a pattern put in brackets, for a literal in SQL. */
    private static String literal(Path file) {
        return file.toString().replaceAll("[\\[*?]", "[$0]").replace("'", "''");
    }

    /** The column as an expression; NULL of the expression's type if it is of another type, but has no value. */
    private String column(TripColumn column, String expression) throws SQLException {
        boolean time = column.kind() == TripColumn.Kind.TIMESTAMP;
        String name = "file.\"" + column.columnName() + '"';
        String type = one("SELECT typeof(%s) FROM file LIMIT 1".formatted(name));
        if (type.matches(time ? TIMES : NUMBERS)) {
            return (type.equals("TIMESTAMP_NS") ? TIME_NS : expression).formatted(name);
        }
        if (!one("SELECT count(%s) FROM file".formatted(name)).equals("0")) {
            throw new SQLException("column %s is %s".formatted(column.columnName(), type));
        }
        return expression.formatted("CAST(NULL AS %s)".formatted(time ? "TIMESTAMP" : "DOUBLE"));
    }

    /** A time's number, rounded down to whole milliseconds. */
    private static String floor(String time, String epoch, int perMilli) {
        return time.formatted("%1$s(%%1$s) - (%1$s(%%1$s) %%%% %2$d + %2$d) %%%% %2$d".formatted(epoch, perMilli));
    }

    private String one(String query) throws SQLException {
        try (Statement statement = duck.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            return result.next() ? result.getString(1) : "";
        }
    }

    private static void remove(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve("trips.parquet"));
        Files.deleteIfExists(folder);
    }

    @Override
    public void close() throws SQLException, IOException {
        try {
            duck.close();
        } finally {
            remove(folder);
        }
    }
}
