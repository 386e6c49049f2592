package dev.kerbside.drills;

import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.TripColumn;
import dev.kerbside.taxi.TripColumn.Kind;
import dev.kerbside.taxi.file.SyntheticMonth;
import dev.kerbside.taxi.file.TripFile;
import dev.kerbside.taxi.file.TripWriter;
import dev.kerbside.taxi.topic.TripJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** The hand-made trips as Parquet, in both generations of TLC's types; in a folder that goes when this is closed. */
final class HandMadeFiles implements AutoCloseable {
    private final Path folder;
    private final List<File> all;

    /**
     * @param columns those that it has
     * @param trips its rows, as the lab reads them
     */
    record File(Path path, List<TripColumn> columns, List<Trip> trips) {}

    HandMadeFiles() throws IOException {
        folder = Files.createTempDirectory("hand-made");
        MessageType since2023 = SyntheticMonth.schema();
        all = List.of(
                file("since-2025.parquet", withCongestionFee(since2023), trips()),
                // Then every number that may be missing was a DOUBLE, and what is missing may be NaN.
                file("before-2023.parquet", earlier(since2023), withNaN(trips())));
    }

    List<File> all() {
        return all;
    }

    /** The records of the first file, as the lab writes them. */
    List<byte[]> records() {
        File first = all.get(0);
        TripJson json = new TripJson(first.columns, new HashSet<>(), new HashSet<>());
        return first.trips.stream().map(json::write).toList();
    }

    private File file(String name, MessageType schema, List<Trip> trips) throws IOException {
        Path path = folder.resolve(name);
        try (ParquetWriter<Trip> writer = TripWriter.open(path, schema)) {
            for (Trip trip : trips) {
                writer.write(trip);
            }
        }
        List<Trip> read = new ArrayList<>();
        try (TripFile file = TripFile.openLocal(path)) {
            for (Trip trip = file.read(); trip != null; trip = file.read()) {
                read.add(trip);
            }
            return new File(path, file.columns(), read);
        }
    }

    /** Those that have what no real file lacks. */
    private static List<Trip> trips() {
        return HandMade.TRIPS.stream()
                .filter(trip -> Stream.of(TripColumn.values())
                        .filter(column -> column.kind() == Kind.LONG || column.kind() == Kind.TIMESTAMP)
                        .allMatch(column -> trip.get(column) != null))
                .toList();
    }

    private static List<Trip> withNaN(List<Trip> trips) {
        return trips.stream().map(HandMadeFiles::withNaN).toList();
    }

    private static Trip withNaN(Trip trip) {
        Map<TripColumn, Object> values = new EnumMap<>(TripColumn.class);
        for (TripColumn column : TripColumn.values()) {
            Object value = trip.get(column);
            values.put(column, value == null && column.kind() == Kind.DOUBLE ? (Object) Double.NaN : value);
        }
        return Trip.of(values);
    }

    private static MessageType withCongestionFee(MessageType schema) {
        Type fee = Types.optional(PrimitiveTypeName.DOUBLE).named(TripColumn.CBD_CONGESTION_FEE.columnName());
        return new MessageType(
                "schema",
                Stream.concat(schema.getFields().stream(), Stream.of(fee)).toList());
    }

    private static MessageType earlier(MessageType schema) {
        return new MessageType(
                "schema",
                schema.getFields().stream()
                        .map(field -> earlier(field.asPrimitiveType()))
                        .toList());
    }

    private static Type earlier(PrimitiveType field) {
        if (!TripColumn.isInteger(field)) {
            return field;
        }
        boolean id = field.getPrimitiveTypeName() == PrimitiveTypeName.INT32;
        return Types.optional(id ? PrimitiveTypeName.INT64 : PrimitiveTypeName.DOUBLE)
                .named(field.getName());
    }

    @Override
    public void close() throws IOException {
        for (File file : all) {
            Files.delete(file.path);
        }
        Files.delete(folder);
    }
}
