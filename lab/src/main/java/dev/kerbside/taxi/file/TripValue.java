package dev.kerbside.taxi.file;

import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.TripColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * What the stored values of a column are in a {@link Trip}. These are the rules for every trip file, whatever wrote it:
 *
 * <ul>
 *   <li>Whole numbers may be stored with or without a sign, as decimals or floats; a zone or a vendor must be whole.
 *   <li>Amounts may be stored as any number. NaN and infinity count as missing, as in pandas' JSON; less than 10¹² in
 *       size, because a sum of doubles would lose the cents.
 *   <li>Times may be stored in any unit, or as INT96. They are what their numbers say in UTC, whether the file calls
 *       them adjusted to UTC or not; whole milliseconds, rounded down; from year 1 to year 9999.
 *   <li>Text is UTF-8.
 * </ul>
 *
 * A value that breaks a rule is {@link Unfit}.
 *
 * @param ofLong for INT32 and INT64
 * @param ofDouble for FLOAT and DOUBLE
 * @param ofBinary for the others
 */
public record TripValue(
        LongFunction<Object> ofLong, DoubleFunction<Object> ofDouble, Function<Binary, Object> ofBinary) {
    private static final double TOO_MUCH = 1e12;
    private static final long FIRST = Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();
    private static final long LAST = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();
    private static final long JULIAN_EPOCH = 2_440_588;
    private static final long DAY = 86_400_000;

    /** A value that is not a trip's; the message says what it is. */
    static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String cure;

        Unfit(String message, String cure) {
            super(message, null, false, false);
            this.cure = cure;
        }

        String cure() {
            return cure;
        }
    }

    /** How to read a column of this type; if it cannot be read at all, its first value is {@link Unfit}. */
    static TripValue of(TripColumn column, PrimitiveType type) {
        if (!column.accepts(type)) {
            String is = "is '%s' but must be %s"
                    .formatted(
                            type.toString().strip().replaceAll("\\s+", " "),
                            column.kind().storedAs());
            return new TripValue(
                    value -> unfit(is, column.kind().cure()),
                    value -> unfit(is, column.kind().cure()),
                    value -> unfit(is, column.kind().cure()));
        }
        return switch (column.kind()) {
            case TIMESTAMP -> time(type);
            case STRING -> new TripValue(value -> value, value -> value, TripValue::text);
            case LONG -> number(type, TripValue::whole);
            case DOUBLE -> number(type, TripValue::amount);
        };
    }

    private static Object unfit(String what) {
        return unfit(what, "Correct that row, or leave it out.");
    }

    private static Object unfit(String what, String cure) {
        throw new Unfit(what, cure);
    }

    private static TripValue number(PrimitiveType type, Function<BigDecimal, Object> of) {
        boolean whole = of.apply(BigDecimal.ZERO) instanceof Long;
        DoubleFunction<Object> ofDouble =
                whole ? value -> Double.isFinite(value) ? of.apply(new BigDecimal(value)) : null : TripValue::amount;
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
            int scale = decimal.getScale();
            return new TripValue(
                    value -> of.apply(BigDecimal.valueOf(value, scale)),
                    ofDouble,
                    value -> of.apply(new BigDecimal(new BigInteger(value.getBytes()), scale)));
        }
        LongFunction<Object> signed = whole ? value -> value : value -> amount((double) value);
        boolean unsigned = meaning instanceof IntLogicalTypeAnnotation number && !number.isSigned();
        LongFunction<Object> ofLong = !unsigned
                ? signed
                : type.getPrimitiveTypeName() == PrimitiveTypeName.INT32
                        ? value -> signed.apply(value & 0xffff_ffffL)
                        : value -> value >= 0 ? signed.apply(value) : of.apply(unsigned(value));
        return new TripValue(ofLong, ofDouble, value -> unfit("is not a number"));
    }

    private static BigDecimal unsigned(long value) {
        return new BigDecimal(Long.toUnsignedString(value));
    }

    private static Object whole(BigDecimal value) {
        try {
            return value.longValueExact();
        } catch (ArithmeticException e) {
            return unfit("is %s, but must be a whole number of at most 64 bits".formatted(text(value)));
        }
    }

    private static Object amount(BigDecimal value) {
        return amount(value.doubleValue());
    }

    private static Object amount(double value) {
        if (!Double.isFinite(value)) {
            return null;
        }
        return Math.abs(value) < TOO_MUCH
                ? (Object) value
                : unfit("is %s, but must be less than 10^12".formatted(value));
    }

    private static String text(BigDecimal value) {
        return value.precision() > 30 ? String.valueOf(value.doubleValue()) : value.toPlainString();
    }

    private static Object text(Binary value) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(value.toByteBuffer())
                    .toString();
        } catch (CharacterCodingException e) {
            return unfit("is not text in UTF-8");
        }
    }

    private static TripValue time(PrimitiveType type) {
        if (!(type.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation timestamp)) {
            return new TripValue(value -> value, value -> value, TripValue::int96);
        }
        long perMilli =
                switch (timestamp.getUnit()) {
                    case MILLIS -> 1;
                    case MICROS -> 1_000;
                    case NANOS -> 1_000_000;
                };
        return new TripValue(
                value -> {
                    // The ends of 64 bits are nobody's time: DuckDB's infinity, pandas' NaT.
                    if (value == Long.MAX_VALUE || value <= -Long.MAX_VALUE) {
                        return unfit(value == Long.MIN_VALUE ? "is NaT, not a time" : "is infinity, not a time");
                    }
                    return time(Math.floorDiv(value, perMilli));
                },
                value -> value,
                value -> value);
    }

    /** Nanoseconds of the day, then the Julian day: of 12 bytes, as Spark, Hive and Impala write them. */
    private static Object int96(Binary value) {
        ByteBuffer bytes = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        long millis = Math.floorDiv(bytes.getLong(), TimeUnit.MILLISECONDS.toNanos(1));
        return time((bytes.getInt() - JULIAN_EPOCH) * DAY + millis);
    }

    private static Object time(long millis) {
        if (millis < FIRST || millis > LAST) {
            return unfit("is %s, but must be from year 1 to year 9999".formatted(Instant.ofEpochMilli(millis)));
        }
        return millis;
    }
}
