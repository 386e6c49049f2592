package dev.kerbside.taxi.file;

import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.TripColumn;
import dev.kerbside.taxi.file.TripValue.Unfit;
import java.util.Arrays;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.PrimitiveType;

/** Makes a {@link Trip} of Parquet's stored values. One that comes from a page's dictionary is converted only once. */
final class TripMaterializer extends GroupConverter {
    private static final Object UNSEEN = new Object();

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

    /** Each add… throws {@link Unfit} for what is not a trip's value. */
    private final class Slot extends PrimitiveConverter {
        private final int index;
        private final PrimitiveType type;
        private final TripValue value;
        private Dictionary source;
        private Object[] dictionary;

        Slot(TripColumn column, PrimitiveType type) {
            this.index = column.ordinal();
            this.type = type;
            this.value = TripValue.of(column, type);
        }

        @Override
        public boolean hasDictionarySupport() {
            return true;
        }

        @Override
        public void setDictionary(Dictionary source) {
            this.source = source;
            this.dictionary = new Object[source.getMaxId() + 1];
            Arrays.fill(dictionary, UNSEEN);
        }

        @Override
        public void addValueFromDictionary(int id) {
            if (dictionary[id] == UNSEEN) {
                add(id);
                dictionary[id] = values[index];
            } else {
                values[index] = dictionary[id];
            }
        }

        private void add(int id) {
            switch (type.getPrimitiveTypeName()) {
                case INT32 -> addInt(source.decodeToInt(id));
                case INT64 -> addLong(source.decodeToLong(id));
                case FLOAT -> addFloat(source.decodeToFloat(id));
                case DOUBLE -> addDouble(source.decodeToDouble(id));
                default -> addBinary(source.decodeToBinary(id));
            }
        }

        @Override
        public void addBoolean(boolean flag) {
            values[index] = value.ofLong().apply(0);
        }

        @Override
        public void addInt(int number) {
            values[index] = value.ofLong().apply(number);
        }

        @Override
        public void addLong(long number) {
            values[index] = value.ofLong().apply(number);
        }

        @Override
        public void addFloat(float number) {
            values[index] = value.ofDouble().apply(number);
        }

        @Override
        public void addDouble(double number) {
            values[index] = value.ofDouble().apply(number);
        }

        @Override
        public void addBinary(Binary bytes) {
            values[index] = value.ofBinary().apply(bytes);
        }
    }
}
