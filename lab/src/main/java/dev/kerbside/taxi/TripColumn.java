package dev.kerbside.taxi;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * A column of TLC's green_tripdata files, in file order. The kind is what the stream's schema needs, not what a file
 * stores. TLC wrote {@code passenger_count} and its like as DOUBLE until January 2023, and as INT64 since. Both arrive in the
 * JSON as {@code 1.0} wherever a month has a null in them.
 *
 * <p>Source: TLC's data dictionary for green trips, and the files of both generations.
 */
public enum TripColumn {
    VENDOR_ID("VendorID", Kind.LONG),
    PICKUP_TIME("lpep_pickup_datetime", Kind.TIMESTAMP),
    DROPOFF_TIME("lpep_dropoff_datetime", Kind.TIMESTAMP),
    STORE_AND_FWD_FLAG("store_and_fwd_flag", Kind.STRING),
    RATECODE_ID("RatecodeID", Kind.DOUBLE),
    PU_LOCATION_ID("PULocationID", Kind.LONG),
    DO_LOCATION_ID("DOLocationID", Kind.LONG),
    PASSENGER_COUNT("passenger_count", Kind.DOUBLE),
    TRIP_DISTANCE("trip_distance", Kind.DOUBLE),
    FARE_AMOUNT("fare_amount", Kind.DOUBLE),
    EXTRA("extra", Kind.DOUBLE),
    MTA_TAX("mta_tax", Kind.DOUBLE),
    TIP_AMOUNT("tip_amount", Kind.DOUBLE),
    TOLLS_AMOUNT("tolls_amount", Kind.DOUBLE),
    EHAIL_FEE("ehail_fee", Kind.DOUBLE),
    IMPROVEMENT_SURCHARGE("improvement_surcharge", Kind.DOUBLE),
    TOTAL_AMOUNT("total_amount", Kind.DOUBLE),
    PAYMENT_TYPE("payment_type", Kind.DOUBLE),
    TRIP_TYPE("trip_type", Kind.DOUBLE),
    CONGESTION_SURCHARGE("congestion_surcharge", Kind.DOUBLE),
    /** Only in files from 2025 on. */
    CBD_CONGESTION_FEE("cbd_congestion_fee", Kind.DOUBLE);

    /** What a value of the column is in a {@link Trip}; what may be stored for it, the reader of files says. */
    public enum Kind {
        /** {@link Long}. */
        LONG("a whole number", "Cast it, in pandas: .astype(\"Int64\").", Long.class),
        /** {@link Double}. */
        DOUBLE(
                "a number (DOUBLE, FLOAT, INT or DECIMAL of at most 38 digits)",
                "Cast it, in pandas: .astype(\"float64\").",
                Double.class),
        /** {@link String}. */
        STRING("text (BINARY)", "Cast it, in pandas: .astype(\"string\").", String.class),
        /** {@link Long}, milliseconds since 1970 in UTC. */
        TIMESTAMP("a time (TIMESTAMP or INT96)", "Convert it, in pandas: pandas.to_datetime(column).", Long.class);

        private final String storedAs;
        private final String cure;
        private final Class<?> valueClass;

        Kind(String storedAs, String cure, Class<?> valueClass) {
            this.storedAs = storedAs;
            this.cure = cure;
            this.valueClass = valueClass;
        }

        /** What can be read as this kind, in words. */
        public String storedAs() {
            return storedAs;
        }

        /** How to make it of something else. */
        public String cure() {
            return cure;
        }

        Class<?> valueClass() {
            return valueClass;
        }
    }

    /** Of a decimal: DuckDB, the oracle, takes more for other numbers. */
    private static final int DIGITS = 38;

    private static final Map<String, TripColumn> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(TripColumn::columnName, Function.identity()));

    private static final Map<String, TripColumn> BY_SPELLING =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(TripColumn::spelling, Function.identity()));

    private static final Set<TripColumn> REQUIRED = EnumSet.of(
            PICKUP_TIME,
            DROPOFF_TIME,
            PU_LOCATION_ID,
            DO_LOCATION_ID,
            PASSENGER_COUNT,
            TRIP_DISTANCE,
            FARE_AMOUNT,
            TIP_AMOUNT,
            TOTAL_AMOUNT);

    private final String columnName;
    private final Kind kind;

    TripColumn(String columnName, Kind kind) {
        this.columnName = columnName;
        this.kind = kind;
    }

    /** The exact name in the file and in the JSON. */
    public String columnName() {
        return columnName;
    }

    public Kind kind() {
        return kind;
    }

    /** Whether every file must have it: the table and the lessons are made of these. */
    public boolean required() {
        return REQUIRED.contains(this);
    }

    /** The column of that exact name, or empty. */
    public static Optional<TripColumn> named(String columnName) {
        return Optional.ofNullable(BY_NAME.get(columnName));
    }

    /** The column of that name in a file, in capitals or not, or empty. */
    public static Optional<TripColumn> spelled(String name) {
        return Optional.ofNullable(BY_SPELLING.get(name.toLowerCase(Locale.ROOT)));
    }

    private String spelling() {
        return columnName.toLowerCase(Locale.ROOT);
    }

    /** Whether a file's column of this type can be read; both generations of TLC's types can. */
    public boolean accepts(PrimitiveType type) {
        PrimitiveTypeName stored = type.getPrimitiveTypeName();
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        return switch (kind) {
            case LONG, DOUBLE ->
                isInteger(type)
                        || meaning instanceof DecimalLogicalTypeAnnotation decimal && decimal.getPrecision() <= DIGITS
                        || stored == PrimitiveTypeName.DOUBLE
                        || stored == PrimitiveTypeName.FLOAT;
            case STRING ->
                (stored == PrimitiveTypeName.BINARY || stored == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
                        && (meaning == null
                                || meaning instanceof StringLogicalTypeAnnotation
                                || meaning instanceof EnumLogicalTypeAnnotation);
            case TIMESTAMP ->
                stored == PrimitiveTypeName.INT96
                        || stored == PrimitiveTypeName.INT64 && meaning instanceof TimestampLogicalTypeAnnotation;
        };
    }

    /** Whether the type stores whole numbers: then pandas prints them without a point, if none is null. */
    public static boolean isInteger(PrimitiveType type) {
        PrimitiveTypeName stored = type.getPrimitiveTypeName();
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        return (stored == PrimitiveTypeName.INT32 || stored == PrimitiveTypeName.INT64)
                && (meaning == null || meaning instanceof IntLogicalTypeAnnotation);
    }
}
