package dev.kerbside.taxi.file;

import dev.kerbside.taxi.Trip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** Parquet files: a sound month, files of a few rows, and of schemas that differ from the real one. */
public final class TripFiles {
    private TripFiles() {}

    /** A sound file of 1,000 rows. */
    static Path month(Path folder) {
        Path file = folder.resolve("month.parquet");
        SyntheticMonth.write(file, 1_000, 1);
        return file;
    }

    /** A file of these rows, by the lab's own writer. */
    public static Path write(Path folder, String name, MessageType schema, Trip... trips) throws IOException {
        Path file = folder.resolve(name);
        Files.deleteIfExists(file);
        try (ParquetWriter<Trip> writer = TripWriter.open(file, schema)) {
            for (Trip trip : trips) {
                writer.write(trip);
            }
        }
        return file;
    }

    /** A file of a schema that the lab's own writer does not write: no rows are needed to refuse it. */
    static void foreign(Path file, MessageType schema) throws IOException {
        ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
                .withType(schema)
                .build()
                .close();
    }

    static Type dbl(String name) {
        return Types.optional(PrimitiveTypeName.DOUBLE).named(name);
    }

    static Type timestamp(String name) {
        return Types.optional(PrimitiveTypeName.INT64)
                .as(LogicalTypeAnnotation.timestampType(false, LogicalTypeAnnotation.TimeUnit.MICROS))
                .named(name);
    }

    static MessageType with(MessageType schema, Type type) {
        return new MessageType(
                "schema",
                Stream.concat(schema.getFields().stream(), Stream.of(type)).toList());
    }

    static MessageType without(MessageType schema, Predicate<String> names) {
        return new MessageType(
                "schema",
                schema.getFields().stream()
                        .filter(field -> !names.test(field.getName()))
                        .toList());
    }
}
