package dev.kerbside.taxi.file;

import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.TripColumn;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.DelegatingPositionOutputStream;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/** Writes trips to a new local Parquet file (ZSTD, row groups of 32 MiB) through java.nio, without Hadoop's FileSystem. */
public final class TripWriter extends ParquetWriter.Builder<Trip, TripWriter> {
    private static final int ROW_GROUP_BYTES = 32 << 20;

    private final MessageType schema;

    private TripWriter(Path file, MessageType schema) {
        super(new LocalOutput(file));
        this.schema = schema;
    }

    /** A writer of the schema's columns; each must be a {@link TripColumn}. The file must not exist. */
    public static ParquetWriter<Trip> open(Path file, MessageType schema) throws IOException {
        return new TripWriter(file, schema)
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withRowGroupSize((long) ROW_GROUP_BYTES)
                .build();
    }

    @Override
    protected TripWriter self() {
        return this;
    }

    @Override
    protected WriteSupport<Trip> getWriteSupport(Configuration conf) {
        return new Fields(schema);
    }

    private static final class Fields extends WriteSupport<Trip> {
        private final MessageType schema;
        private final TripColumn[] columns;
        private RecordConsumer out;

        Fields(MessageType schema) {
            this.schema = schema;
            this.columns = schema.getFields().stream()
                    .map(field -> TripColumn.named(field.getName()).orElseThrow())
                    .toArray(TripColumn[]::new);
        }

        @Override
        public WriteContext init(Configuration conf) {
            return new WriteContext(schema, Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer consumer) {
            out = consumer;
        }

        @Override
        public void write(Trip trip) {
            out.startMessage();
            for (int i = 0; i < columns.length; i++) {
                Object value = trip.get(columns[i]);
                if (value != null) {
                    out.startField(columns[i].columnName(), i);
                    add(value, columns[i], schema.getType(i));
                    out.endField(columns[i].columnName(), i);
                }
            }
            out.endMessage();
        }

        private void add(Object value, TripColumn column, Type type) {
            PrimitiveType stored = type.asPrimitiveType();
            switch (stored.getPrimitiveTypeName()) {
                case INT32 -> out.addInteger(((Number) value).intValue());
                case INT64 ->
                    out.addLong(
                            ((Number) value).longValue() * (column.kind() == TripColumn.Kind.TIMESTAMP ? 1_000 : 1));
                case DOUBLE -> out.addDouble((Double) value);
                case BINARY -> out.addBinary(Binary.fromString((String) value));
                default -> throw new IllegalArgumentException("cannot write " + type);
            }
        }
    }

    private record LocalOutput(Path file) implements OutputFile {
        @Override
        public PositionOutputStream create(long blockSize) throws IOException {
            return new CountingStream(
                    new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), 1 << 16));
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSize) throws IOException {
            return create(blockSize);
        }

        @Override
        public boolean supportsBlockSize() {
            return false;
        }

        @Override
        public long defaultBlockSize() {
            return 0;
        }
    }

    private static final class CountingStream extends DelegatingPositionOutputStream {
        private long position;

        CountingStream(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            super.write(b);
            position++;
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            super.write(bytes);
            position += bytes.length;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            super.write(bytes, offset, length);
            position += length;
        }

        @Override
        public long getPos() {
            return position;
        }
    }
}
