package dev.kerbside.taxi.file;

import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.TripColumn;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** Trips written by parquet-java in types and manners that TLC does not use. */
public final class ForeignFile {
    private final Map<TripColumn, Type> types = new EnumMap<>(TripColumn.class);
    private UnaryOperator<ExampleParquetWriter.Builder> manner = builder -> builder;

    /** As TLC stores it, but for what is changed then. */
    public ForeignFile() {
        SyntheticMonth.schema()
                .getFields()
                .forEach(type -> types.put(TripColumn.named(type.getName()).orElseThrow(), type));
    }

    /** These columns of another type; the name that it is built with does not matter. */
    public ForeignFile with(Types.PrimitiveBuilder<PrimitiveType> type, TripColumn... columns) {
        for (TripColumn column : columns) {
            types.put(column, type.named(column.columnName()));
        }
        return this;
    }

    /** Codec, version, encodings, sizes. */
    public ForeignFile by(UnaryOperator<ExampleParquetWriter.Builder> settings) {
        UnaryOperator<ExampleParquetWriter.Builder> before = manner;
        manner = builder -> settings.apply(before.apply(builder));
        return this;
    }

    public Path write(Path file, List<Trip> trips) throws IOException {
        MessageType schema = new MessageType("schema", List.copyOf(types.values()));
        SimpleGroupFactory groups = new SimpleGroupFactory(schema);
        try (ParquetWriter<Group> writer = manner.apply(
                        ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
                                .withType(schema))
                .build()) {
            for (Trip trip : trips) {
                Group group = groups.newGroup();
                types.forEach((column, type) -> add(group, column, type.asPrimitiveType(), trip.get(column)));
                writer.write(group);
            }
        }
        return file;
    }

    private static void add(Group group, TripColumn column, PrimitiveType type, Object value) {
        String name = column.columnName();
        if (value == null) {
            return;
        }
        switch (type.getPrimitiveTypeName()) {
            case INT32 -> group.add(name, (int) whole(type, value));
            case INT64 -> group.add(name, whole(type, value));
            case FLOAT -> group.add(name, ((Number) value).floatValue());
            case DOUBLE -> group.add(name, ((Number) value).doubleValue());
            case BOOLEAN -> group.add(name, true);
            case INT96 -> group.add(name, int96((Long) value));
            default -> group.add(name, bytes(type, value));
        }
    }

    private static long whole(PrimitiveType type, Object value) {
        if (type.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation timestamp) {
            return (Long) value
                    * (timestamp.getUnit() == TimeUnit.MILLIS
                            ? 1
                            : timestamp.getUnit() == TimeUnit.MICROS ? 1_000 : 1_000_000);
        }
        return type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation decimal
                ? unscaled(decimal, value).longValueExact()
                : ((Number) value).longValue();
    }

    private static BigInteger unscaled(DecimalLogicalTypeAnnotation decimal, Object value) {
        return new BigDecimal(value.toString()).setScale(decimal.getScale()).unscaledValue();
    }

    private static Binary bytes(PrimitiveType type, Object value) {
        if (!(type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation decimal)) {
            return Binary.fromString(value.toString());
        }
        byte[] digits = unscaled(decimal, value).toByteArray();
        byte[] padded = new byte[Math.max(type.getTypeLength(), digits.length)];
        Arrays.fill(padded, (byte) (digits[0] < 0 ? -1 : 0));
        System.arraycopy(digits, 0, padded, padded.length - digits.length, digits.length);
        return Binary.fromConstantByteArray(padded);
    }

    private static Binary int96(long millis) {
        ByteBuffer bytes = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(Math.floorMod(millis, 86_400_000L) * 1_000_000);
        bytes.putInt((int) (Math.floorDiv(millis, 86_400_000L) + 2_440_588));
        return Binary.fromConstantByteArray(bytes.array());
    }
}
