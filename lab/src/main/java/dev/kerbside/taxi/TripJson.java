package dev.kerbside.taxi;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.kerbside.taxi.TripColumn.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Trips as JSON records, in the shape of pandas' {@code row.to_json()}: keys in file order, times in milliseconds since
 * 1970, {@code null} for missing, doubles in plain decimal with at most ten places. A column that the file stores as
 * integers prints as such ({@code 2}), but as a float ({@code 2.0}) if any of its rows is null, as pandas does.
 *
 * <p>A writer is not for several threads; {@link #parse} is.
 */
public final class TripJson {
    // No separator between records: one generator then writes them all.
    private static final JsonFactory JSON =
            new JsonFactoryBuilder().rootValueSeparator((String) null).build();

    private final TripColumn[] columns;
    private final SerializableString[] names;
    private final boolean[] whole;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    private final JsonGenerator json;
    private final JsonDecimal decimal = new JsonDecimal();

    /**
     * @param columns the keys, in this order
     * @param integers the columns that the file stores as integers
     * @param withNulls the columns with a null in any row
     */
    public TripJson(List<TripColumn> columns, Set<TripColumn> integers, Set<TripColumn> withNulls) {
        this.columns = columns.toArray(TripColumn[]::new);
        this.names = columns.stream()
                .map(column -> new SerializedString(column.columnName()))
                .toArray(SerializableString[]::new);
        this.whole = new boolean[this.columns.length];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = integers.contains(this.columns[i]) && !withNulls.contains(this.columns[i]);
        }
        try {
            this.json = JSON.createGenerator(bytes, JsonEncoding.UTF8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A writer for the trips of this file. */
    public static TripJson of(TripFile file) {
        return new TripJson(file.columns(), file.integerColumns(), file.columnsWithNulls());
    }

    /** The record of a trip: UTF-8, no line end. */
    public byte[] write(Trip trip) {
        bytes.reset();
        try {
            json.writeStartObject();
            for (int i = 0; i < columns.length; i++) {
                json.writeFieldName(names[i]);
                writeValue(trip.get(columns[i]), columns[i].kind(), whole[i]);
            }
            json.writeEndObject();
            json.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void writeValue(Object value, Kind kind, boolean whole) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (kind == Kind.STRING) {
            json.writeString((String) value);
        } else if (whole || kind == Kind.TIMESTAMP) {
            json.writeNumber(((Number) value).longValue());
        } else {
            writeDecimal(((Number) value).doubleValue());
        }
    }

    private void writeDecimal(double value) throws IOException {
        if (JsonDecimal.fits(value)) {
            decimal.set(value);
            json.writeNumber(decimal.chars(), decimal.offset(), decimal.length());
        } else if (Double.isFinite(value)) {
            json.writeNumber(JsonDecimal.big(value));
        } else {
            json.writeNull();
        }
    }

    /**
     * The trip of one record. Keys that are no {@link TripColumn} are ignored, keys that are not there are null.
     *
     * @throws IllegalArgumentException with the reason, if this is not exactly one JSON object, if a value is not of
     *     its column's kind (a string for a number, a string timestamp), or if {@code lpep_dropoff_datetime} is missing
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
        throw new IllegalArgumentException("%s is not a %s but %s"
                .formatted(
                        column.columnName(),
                        kind,
                        token == JsonToken.VALUE_STRING
                                ? "the string \"" + in.getText() + "\""
                                : token.isScalarValue() ? in.getText() : "a structure"));
    }
}
