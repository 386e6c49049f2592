package dev.kerbside.taxi.file;

import static org.apache.spark.sql.functions.col;

import dev.kerbside.taxi.table.HourlyTable;
import dev.kerbside.taxi.table.Oracle;
import dev.kerbside.taxi.table.Reckoned;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Spark writes of a month, read back and written again: its times have a type of their own, INT96 for one. */
class SparkFilesTest {
    @TempDir
    static Path folder;

    private static SparkSession spark;
    private static Path month;
    private static HourlyTable table;

    @BeforeAll
    static void writeAMonth() {
        month = TripFiles.month(folder);
        table = Oracle.expected(month);
        spark = SparkSession.builder()
                .master("local[1]")
                .appName("SparkFilesTest")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.warehouse.dir", folder.resolve("warehouse").toString())
                .getOrCreate();
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @Test
    void writesTimesInEachOfItsTypes() throws IOException {
        Dataset<Row> trips = spark.read().parquet(month.toString());
        Dataset<Row> zoned = trips.withColumn(
                "lpep_dropoff_datetime", col("lpep_dropoff_datetime").cast("timestamp"));
        Reckoned.accepted(written(trips, Map.of()), table);
        for (String type : new String[] {"INT96", "TIMESTAMP_MICROS", "TIMESTAMP_MILLIS"}) {
            Reckoned.accepted(written(zoned, Map.of("spark.sql.parquet.outputTimestampType", type)), table);
        }
    }

    @Test
    void writesDecimalsAsHiveDid() throws IOException {
        Dataset<Row> decimals = spark.read()
                .parquet(month.toString())
                .withColumn("total_amount", col("total_amount").cast("decimal(10, 2)"));
        Reckoned.accepted(written(decimals, Map.of()), table);
        Reckoned.accepted(written(decimals, Map.of("spark.sql.parquet.writeLegacyFormat", "true")), table);
    }

    private static Path written(Dataset<Row> rows, Map<String, String> settings) throws IOException {
        settings.forEach((name, value) -> spark.conf().set(name, value));
        Path out = Files.createTempDirectory(folder, "spark");
        rows.coalesce(1).write().mode("overwrite").parquet(out.toString());
        settings.keySet().forEach(spark.conf()::unset);
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(out, "part-*.parquet")) {
            return parts.iterator().next();
        }
    }
}
