package dev.kerbside.taxi;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * A column of TLC's green_tripdata files, in file order. The kind is what the stream's schema needs, not what a file
 * stores: TLC wrote {@code passenger_count} and its like as DOUBLE until January 2023 and as INT64 since, and both
 * arrive in the JSON as {@code 1.0} wherever a month has a null in them.
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

    /** What a value of the column is in a {@link Trip}. */
    public enum Kind {
        /** {@link Long}; stored as INT32 or INT64. */
        LONG("INT32 or INT64", Long.class),
        /** {@link Double}; stored as DOUBLE, FLOAT, INT64 or INT32. */
        DOUBLE("DOUBLE, FLOAT, INT64 or INT32", Double.class),
        /** {@link String}; stored as BINARY (STRING). */
        STRING("BINARY (STRING)", String.class),
        /** {@link Long}, milliseconds since 1970 in UTC; stored as INT64 (TIMESTAMP). */
        TIMESTAMP("INT64 (TIMESTAMP)", Long.class);

        private final String storedAs;
        private final Class<?> valueClass;

        Kind(String storedAs, Class<?> valueClass) {
            this.storedAs = storedAs;
            this.valueClass = valueClass;
        }

        /** The physical types that can be read as this kind, in words. */
        public String storedAs() {
            return storedAs;
        }

        Class<?> valueClass() {
            return valueClass;
        }
    }

    private static final Map<String, TripColumn> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(TripColumn::columnName, Function.identity()));

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

    /** Whether every file must have it: all but {@link #CBD_CONGESTION_FEE}. */
    public boolean required() {
        return this != CBD_CONGESTION_FEE;
    }

    /** The column of that exact name, or empty. */
    public static Optional<TripColumn> named(String columnName) {
        return Optional.ofNullable(BY_NAME.get(columnName));
    }

    /** Whether a file's column of this type can be read; both generations of TLC's types can. */
    public boolean accepts(Type type) {
        if (!type.isPrimitive() || type.isRepetition(Type.Repetition.REPEATED)) {
            return false;
        }
        PrimitiveTypeName stored = type.asPrimitiveType().getPrimitiveTypeName();
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        return switch (kind) {
            case LONG -> isInteger(type);
            case DOUBLE -> isInteger(type) || stored == PrimitiveTypeName.DOUBLE || stored == PrimitiveTypeName.FLOAT;
            case STRING -> stored == PrimitiveTypeName.BINARY
                    && (meaning == null || meaning instanceof StringLogicalTypeAnnotation);
            case TIMESTAMP -> stored == PrimitiveTypeName.INT64 && meaning instanceof TimestampLogicalTypeAnnotation;
        };
    }

    /** Whether the type stores whole numbers: then pandas prints them without a point, if none is null. */
    static boolean isInteger(Type type) {
        PrimitiveType primitive = type.asPrimitiveType();
        PrimitiveTypeName stored = primitive.getPrimitiveTypeName();
        LogicalTypeAnnotation meaning = primitive.getLogicalTypeAnnotation();
        return (stored == PrimitiveTypeName.INT32 || stored == PrimitiveTypeName.INT64)
                && !(meaning instanceof DecimalLogicalTypeAnnotation)
                && !(meaning instanceof TimestampLogicalTypeAnnotation)
                && !(meaning instanceof LogicalTypeAnnotation.DateLogicalTypeAnnotation)
                && !(meaning instanceof LogicalTypeAnnotation.TimeLogicalTypeAnnotation);
    }
}
