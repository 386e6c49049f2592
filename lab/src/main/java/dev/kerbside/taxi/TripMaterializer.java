package dev.kerbside.taxi;

import java.util.function.DoubleFunction;
import java.util.function.LongFunction;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/**
 * Makes a {@link Trip} of Parquet's stored values: widens integers, brings timestamps to milliseconds, and takes NaN and
 * infinities for missing, as pandas' JSON does. A value that comes from a page's dictionary is converted only once.
 */
final class TripMaterializer extends GroupConverter {
    private final Slot[] slots;
    private Object[] values;

    TripMaterializer(TripSchema schema) {
        this.slots = schema.columns().stream()
                .map(column -> new Slot(
                        column, schema.message().getType(column.columnName()).asPrimitiveType()))
                .toArray(Slot[]::new);
    }

    /** The trip whose values have come since {@link #start}. */
    Trip trip() {
        return new Trip(values);
    }

    @Override
    public Converter getConverter(int field) {
        return slots[field];
    }

    @Override
    public void start() {
        values = new Object[TripColumn.values().length];
    }

    @Override
    public void end() {}

    private final class Slot extends PrimitiveConverter {
        private final int index;
        private final PrimitiveType type;
        private final LongFunction<Object> ofLong;
        private final DoubleFunction<Object> ofDouble = value -> Double.isFinite(value) ? (Double) value : null;
        private Object[] dictionary;

        Slot(TripColumn column, PrimitiveType type) {
            this.index = column.ordinal();
            this.type = type;
            this.ofLong = switch (column.kind()) {
                case TIMESTAMP -> {
                    long unitsPerMilli =
                            unitsPerMilli(((TimestampLogicalTypeAnnotation) type.getLogicalTypeAnnotation()).getUnit());
                    yield value -> Math.floorDiv(value, unitsPerMilli);
                }
                case DOUBLE -> value -> (double) value;
                case LONG, STRING -> value -> value;
            };
        }

        private static long unitsPerMilli(TimeUnit unit) {
            return switch (unit) {
                case MILLIS -> 1;
                case MICROS -> 1_000;
                case NANOS -> 1_000_000;
            };
        }

        @Override
        public boolean hasDictionarySupport() {
            return true;
        }

        @Override
        public void setDictionary(Dictionary source) {
            dictionary = new Object[source.getMaxId() + 1];
            for (int id = 0; id < dictionary.length; id++) {
                dictionary[id] = switch (type.getPrimitiveTypeName()) {
                    case INT32 -> ofLong.apply(source.decodeToInt(id));
                    case INT64 -> ofLong.apply(source.decodeToLong(id));
                    case FLOAT -> ofDouble.apply(source.decodeToFloat(id));
                    case DOUBLE -> ofDouble.apply(source.decodeToDouble(id));
                    default -> source.decodeToBinary(id).toStringUsingUTF8();
                };
            }
        }

        @Override
        public void addValueFromDictionary(int id) {
            values[index] = dictionary[id];
        }

        @Override
        public void addInt(int value) {
            values[index] = ofLong.apply(value);
        }

        @Override
        public void addLong(long value) {
            values[index] = ofLong.apply(value);
        }

        @Override
        public void addFloat(float value) {
            values[index] = ofDouble.apply(value);
        }

        @Override
        public void addDouble(double value) {
            values[index] = ofDouble.apply(value);
        }

        @Override
        public void addBinary(Binary value) {
            values[index] = value.toStringUsingUTF8();
        }
    }
}
