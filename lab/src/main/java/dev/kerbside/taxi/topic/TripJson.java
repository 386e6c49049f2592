package dev.kerbside.taxi.topic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.kerbside.taxi.JsonDecimal;
import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.TripColumn;
import dev.kerbside.taxi.TripColumn.Kind;
import dev.kerbside.taxi.file.TripFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Trips as JSON records, in the shape of pandas' {@code row.to_json()}: keys in file order, times in milliseconds since
 * 1970, {@code null} for missing, doubles in plain decimal with at most ten places. A column that the file stores as
 * integers prints as such ({@code 2}). It prints as a float ({@code 2.0}) if any of its rows is null, as pandas does. Ids
 * never do, because the stream's schema has them as whole numbers, and Spark takes no {@code 74.0} as one.
 * Straight into bytes, because step 03 writes a month of them.
 *
 * <p>A writer is not for several threads; {@link #parse} is.
 */
public final class TripJson {
    private static final JsonFactory JSON = new JsonFactory();

    private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();
    private static final byte[] QUOTE = {'"'};
    private static final byte[] CLOSE = {'}'};
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final TripColumn[] columns;
    private final byte[][] keys;
    private final boolean[] whole;
    private final JsonDecimal decimal = new JsonDecimal();
    private byte[] bytes = new byte[1024];
    private int length;

    /**
     * @param columns the keys, in this order
     * @param integers the columns that the file stores as integers
     * @param withNulls the columns with a null in any row
     */
    public TripJson(List<TripColumn> columns, Set<TripColumn> integers, Set<TripColumn> withNulls) {
        this.columns = columns.toArray(TripColumn[]::new);
        this.keys = new byte[this.columns.length][];
        this.whole = new boolean[this.columns.length];
        for (int i = 0; i < whole.length; i++) {
            TripColumn column = this.columns[i];
            keys[i] = "%s\"%s\":"
                    .formatted(i == 0 ? "{" : ",", column.columnName())
                    .getBytes(StandardCharsets.US_ASCII);
            boolean always = column.kind() == Kind.TIMESTAMP || column.kind() == Kind.LONG;
            whole[i] = always || integers.contains(column) && !withNulls.contains(column);
        }
    }

    /** A writer for the trips of this file. */
    public static TripJson of(TripFile file) {
        return new TripJson(file.columns(), file.integerColumns(), file.columnsWithNulls());
    }

    /** The record of a trip: UTF-8, no line end. */
    public byte[] write(Trip trip) {
        length = 0;
        for (int i = 0; i < columns.length; i++) {
            append(keys[i], 0, keys[i].length);
            append(trip.get(columns[i]), whole[i]);
        }
        append(CLOSE, 0, CLOSE.length);
        return Arrays.copyOf(bytes, length);
    }

    private void append(Object value, boolean whole) {
        if (value instanceof String text) {
            byte[] quoted = ENCODER.quoteAsUTF8(text);
            append(QUOTE, 0, 1);
            append(quoted, 0, quoted.length);
            append(QUOTE, 0, 1);
        } else if (value == null) {
            append(NULL, 0, NULL.length);
        } else if (whole) {
            append(((Number) value).longValue());
        } else {
            append(((Number) value).doubleValue());
        }
    }

    private void append(double value) {
        if (JsonDecimal.fits(value)) {
            append(decimal.set(value));
        } else if (Double.isFinite(value)) {
            append(JsonDecimal.big(value));
        } else {
            append(NULL, 0, NULL.length);
        }
    }

    private void append(long value) {
        append(decimal.set(value));
    }

    private void append(JsonDecimal number) {
        append(number.bytes(), number.offset(), number.length());
    }

    private void append(String ascii) {
        byte[] text = ascii.getBytes(StandardCharsets.US_ASCII);
        append(text, 0, text.length);
    }

    private void append(byte[] from, int offset, int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * (length + count));
        }
        System.arraycopy(from, offset, bytes, length, count);
        length += count;
    }

    /**
     * The trip of one record. Keys that are no {@link TripColumn} are ignored, keys that are not there are null.
     *
     * @throws IllegalArgumentException with the reason: this is not exactly one JSON object, a value is not of its
     *     column's kind (as a text in place of a number), or {@code lpep_dropoff_datetime} is missing
     */
    public static Trip parse(byte[] record) {
        Object[] values = new Object[TripColumn.values().length];
        try (JsonParser in = JSON.createParser(record)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("not a JSON object");
            }
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = in.currentName();
                in.nextToken();
                TripColumn column = TripColumn.named(name).orElse(null);
                if (column == null) {
                    in.skipChildren();
                } else {
                    values[column.ordinal()] = value(in, column);
                }
            }
            if (in.nextToken() != null) {
                throw new IllegalArgumentException("more than one JSON object");
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON, or cut off: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (values[TripColumn.DROPOFF_TIME.ordinal()] == null) {
            throw new IllegalArgumentException(TripColumn.DROPOFF_TIME.columnName() + " is missing");
        }
        return new Trip(values);
    }

    private static final Set<JsonToken> NUMBERS = EnumSet.of(JsonToken.VALUE_NUMBER_INT, JsonToken.VALUE_NUMBER_FLOAT);

    private static Object value(JsonParser in, TripColumn column) throws IOException {
        JsonToken token = in.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        Kind kind = column.kind();
        if (kind == Kind.STRING && token == JsonToken.VALUE_STRING) {
            return in.getText();
        }
        if (kind == Kind.DOUBLE && NUMBERS.contains(token)) {
            return in.getDoubleValue();
        }
        if (kind == Kind.LONG || kind == Kind.TIMESTAMP) {
            if (token == JsonToken.VALUE_NUMBER_INT) {
                return in.getLongValue();
            }
            // 74.0 is how an integer column with nulls prints.
            if (kind == Kind.LONG && token == JsonToken.VALUE_NUMBER_FLOAT && in.getDoubleValue() % 1 == 0) {
                return (long) in.getDoubleValue();
            }
        }
        throw new IllegalArgumentException("%s is not a %s but %s%s"
                .formatted(
                        column.columnName(),
                        kind,
                        token == JsonToken.VALUE_STRING
                                ? "the string \"" + in.getText() + "\""
                                : token.isScalarValue() ? in.getText() : "a structure",
                        kind == Kind.TIMESTAMP
                                ? "; times are whole milliseconds since 1970 (in pandas: convert them before to_json)"
                                : ""));
    }
}
