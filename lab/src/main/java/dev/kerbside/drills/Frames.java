package dev.kerbside.drills;

import static org.apache.spark.sql.functions.lit;

import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.TripColumn;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** The hand-made trips, zones and records as DataFrames, in a session of their own. */
final class Frames {
    private Frames() {}

    /**
     * A session of its own in the same Spark: UTC, one task a stage, and no join is broadcast unasked. It is the active
     * one, because code may ask for that instead of the one of its DataFrame.
     */
    static SparkSession session(SparkSession spark) {
        SparkSession own = spark.newSession();
        SparkSession.setActiveSession(own);
        own.conf().set("spark.sql.session.timeZone", "UTC");
        own.conf().set("spark.sql.shuffle.partitions", "1");
        own.conf().set("spark.sql.leafNodeDefaultParallelism", "1");
        own.conf().set("spark.sql.autoBroadcastJoinThreshold", "-1");
        own.conf().set("fs.defaultFS", "file:///");
        // A watermark would bring a second micro-batch, without rows.
        own.conf().set("spark.sql.streaming.noDataMicroBatches.enabled", "false");
        return own;
    }

    /** What step 05 returns; a record may be null. */
    static Dataset<Row> text(SparkSession spark, List<String> records) {
        return spark.createDataFrame(
                records.stream().map(record -> RowFactory.create(record)).toList(), StructType.fromDDL("value STRING"));
    }

    /** A stream with these columns that is never started: for its plan. */
    static Dataset<Row> stream(SparkSession spark, StructType schema) {
        Column[] columns = Arrays.stream(schema.fields())
                .map(field -> lit(null).cast(field.dataType()).as(field.name()))
                .toArray(Column[]::new);
        return spark.readStream().format("rate").load().select(columns);
    }

    static Dataset<Row> zones(SparkSession spark) {
        List<Row> rows = HandMade.ZONES.stream()
                .map(zone ->
                        RowFactory.create((long) zone.locationId(), zone.borough(), zone.zone(), zone.serviceZone()))
                .toList();
        return spark.createDataFrame(
                rows, StructType.fromDDL("LocationID LONG, Borough STRING, Zone STRING, service_zone STRING"));
    }

    /** What step 06 returns. */
    static Dataset<Row> trips(SparkSession spark) {
        return spark.createDataFrame(
                HandMade.TRIPS.stream()
                        .map(trip -> RowFactory.create(cells(trip).toArray()))
                        .toList(),
                schema());
    }

    /** What step 07 returns. */
    static Dataset<Row> joined(SparkSession spark) {
        List<Row> rows = HandMade.TRIPS.stream()
                .map(trip -> {
                    List<Object> cells = cells(trip);
                    cells.add(HandMade.zone(trip, TripColumn.PU_LOCATION_ID)
                            .map(zone -> (long) zone.locationId())
                            .orElse(null));
                    cells.add(HandMade.borough(trip, TripColumn.PU_LOCATION_ID));
                    return RowFactory.create(cells.toArray());
                })
                .toList();
        return spark.createDataFrame(rows, schema().add("LocationID", "long").add("PickUpBorough", "string"));
    }

    /** The values of a trip as Spark has them, in the order of the columns. */
    static List<Object> cells(Trip trip) {
        return Arrays.stream(TripColumn.values())
                .map(column -> column.kind() == TripColumn.Kind.TIMESTAMP && trip.get(column) != null
                        ? new Timestamp((Long) trip.get(column))
                        : trip.get(column))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static StructType schema() {
        StructType schema = new StructType();
        for (TripColumn column : TripColumn.values()) {
            schema = schema.add(column.columnName(), column.kind().name().toLowerCase(Locale.ROOT));
        }
        return schema;
    }
}
