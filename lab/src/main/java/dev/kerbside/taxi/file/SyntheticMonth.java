package dev.kerbside.taxi.file;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import dev.kerbside.LabException;
import dev.kerbside.folder.AtomicFile;
import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.TripColumn;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;

/**
 * A made-up January 2024 of green taxi trips, for a lab without a network: 20 columns with the types of TLC's files
 * since 2023, and their traits, as {@link SyntheticTrips} lists them.
 */
public final class SyntheticMonth {
    public static final long MIN_ROWS = 1_000;
    public static final long MAX_ROWS = 50_000_000;

    private SyntheticMonth() {}

    /**
     * Writes the month in constant memory, in place only when it is whole. The same rows and seed give the
     * same trips; the bytes of a file may differ between JVMs, because Parquet lists a column's encodings in no fixed order.
     *
     * @throws LabException (usage) if rows is not within {@link #MIN_ROWS} and {@link #MAX_ROWS}, or the file cannot be
     *     written
     */
    public static void write(Path file, long rows, long seed) {
        if (rows < MIN_ROWS || rows > MAX_ROWS) {
            throw LabException.usage("A synthetic month of %,d rows cannot be made: choose from %,d to %,d."
                    .formatted(rows, MIN_ROWS, MAX_ROWS));
        }
        AtomicFile.write(file, temporary -> {
            Files.deleteIfExists(temporary);
            SyntheticTrips trips = new SyntheticTrips(rows, seed);
            try (ParquetWriter<Trip> writer = TripWriter.open(temporary, schema())) {
                for (long row = 0; row < rows; row++) {
                    writer.write(trips.trip(row));
                }
            }
        });
    }

    /** The 20 columns as TLC's files store them since February 2023. */
    public static MessageType schema() {
        Types.MessageTypeBuilder schema = Types.buildMessage();
        for (TripColumn column : TripColumn.values()) {
            String name = column.columnName();
            switch (column) {
                case VENDOR_ID, PU_LOCATION_ID, DO_LOCATION_ID ->
                    schema.optional(INT32).named(name);
                case PICKUP_TIME, DROPOFF_TIME ->
                    schema.optional(INT64)
                            .as(timestampType(false, TimeUnit.MICROS))
                            .named(name);
                case STORE_AND_FWD_FLAG ->
                    schema.optional(BINARY).as(stringType()).named(name);
                case RATECODE_ID, PASSENGER_COUNT, PAYMENT_TYPE, TRIP_TYPE ->
                    schema.optional(INT64).named(name);
                case CBD_CONGESTION_FEE -> {}
                default -> schema.optional(DOUBLE).named(name);
            }
        }
        return schema.named("schema");
    }
}
