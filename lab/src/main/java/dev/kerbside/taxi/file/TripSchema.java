package dev.kerbside.taxi.file;

import dev.kerbside.taxi.TripColumn;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * The trips' columns that a file has.
 *
 * @param columns in the file's order
 * @param integers those whose values are whole numbers
 * @param message Parquet's schema of exactly these columns
 */
record TripSchema(List<TripColumn> columns, Set<TripColumn> integers, MessageType message) {

    /** The schema of a file that has only trips' columns. */
    static TripSchema of(MessageType schema) {
        List<TripColumn> columns = new ArrayList<>();
        EnumSet<TripColumn> integers = EnumSet.noneOf(TripColumn.class);
        for (Type type : schema.getFields()) {
            TripColumn column = TripColumn.named(type.getName()).orElseThrow();
            columns.add(column);
            if (column.kind() == TripColumn.Kind.LONG || TripColumn.isInteger(type.asPrimitiveType())) {
                integers.add(column);
            }
        }
        return new TripSchema(List.copyOf(columns), integers, schema);
    }

    /** The same, with these columns only. */
    TripSchema only(Set<TripColumn> wanted) {
        List<TripColumn> kept = columns.stream().filter(wanted::contains).toList();
        List<Type> types = kept.stream()
                .map(column -> message.getType(column.columnName()))
                .toList();
        return new TripSchema(kept, integers, new MessageType(message.getName(), types));
    }
}
