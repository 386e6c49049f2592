package dev.kerbside.taxi;

import dev.kerbside.LabException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * The trip columns that a file has, checked.
 *
 * @param columns in the file's order; columns that are no {@link TripColumn} are left out
 * @param integers those that the file stores as whole numbers
 * @param message Parquet's schema of exactly these columns
 */
record TripSchema(List<TripColumn> columns, Set<TripColumn> integers, MessageType message) {

    /** The schema of a file, or {@link LabException#usage} naming the file, the column and the cure. */
    static TripSchema of(String file, MessageType schema) {
        refuseYellow(file, schema);
        List<TripColumn> columns = new ArrayList<>();
        EnumSet<TripColumn> integers = EnumSet.noneOf(TripColumn.class);
        List<Type> types = new ArrayList<>();
        for (Type type : schema.getFields()) {
            TripColumn.named(type.getName()).ifPresent(column -> {
                refuseType(file, column, type);
                columns.add(column);
                types.add(type);
                if (TripColumn.isInteger(type)) {
                    integers.add(column);
                }
            });
        }
        refuseMissing(file, columns);
        return new TripSchema(List.copyOf(columns), integers, new MessageType(schema.getName(), types));
    }

    /** The same, with these columns only. */
    TripSchema only(Set<TripColumn> wanted) {
        List<TripColumn> kept = columns.stream().filter(wanted::contains).toList();
        List<Type> types = kept.stream()
                .map(column -> message.getType(column.columnName()))
                .toList();
        return new TripSchema(kept, integers, new MessageType(message.getName(), types));
    }

    private static void refuseYellow(String file, MessageType schema) {
        schema.getFields().stream()
                .map(Type::getName)
                .filter(name -> name.startsWith("tpep_"))
                .findFirst()
                .ifPresent(name -> {
                    throw LabException.usage(("%s is a yellow taxi file: it has the column %s. "
                                    + "Get the green_tripdata file of that month: lab data fetch --month YYYY-MM")
                            .formatted(file, name));
                });
    }

    private static void refuseType(String file, TripColumn column, Type type) {
        if (!column.accepts(type)) {
            throw LabException.usage(
                    "%s: column %s is '%s' but must be %s. Use TLC's own green_tripdata file, or convert the column."
                            .formatted(
                                    file,
                                    column.columnName(),
                                    type.toString().strip().replaceAll("\\s+", " "),
                                    column.kind().storedAs()));
        }
    }

    private static void refuseMissing(String file, List<TripColumn> columns) {
        List<String> missing = EnumSet.allOf(TripColumn.class).stream()
                .filter(column -> column.required() && !columns.contains(column))
                .map(TripColumn::columnName)
                .toList();
        if (!missing.isEmpty()) {
            throw LabException.usage(
                    "%s is no green_tripdata file: it lacks the column%s %s. Fetch one: lab data fetch --month 2022-01"
                            .formatted(file, missing.size() == 1 ? "" : "s", String.join(", ", missing)));
        }
    }
}
