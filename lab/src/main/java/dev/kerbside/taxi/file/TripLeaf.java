package dev.kerbside.taxi.file;

import dev.kerbside.LabException;
import dev.kerbside.taxi.TripColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.SchemaElement;

/** One of the trips' columns in a file's schema, and which column of a row group it is. */
record TripLeaf(TripColumn column, SchemaElement element, int index) {
    /**
     * The trips' columns of a footer, in its order; {@link LabException#usage} if one is there twice, is nested or is
     * missing, or if the trips are those of yellow taxis.
     */
    static List<TripLeaf> all(String file, FileMetaData whole) {
        refuseYellow(file, whole);
        List<SchemaElement> schema = whole.getSchema();
        Map<TripColumn, String> names = new HashMap<>();
        List<TripLeaf> leaves = new ArrayList<>();
        int index = 0;
        for (int i = 1; i < schema.size(); ) {
            SchemaElement element = schema.get(i);
            TripColumn column = TripColumn.spelled(element.getName()).orElse(null);
            int next = skip(schema, i);
            int columns = (int) schema.subList(i, next).stream()
                    .filter(SchemaElement::isSetType)
                    .count();
            if (column != null && names.put(column, element.getName()) != null) {
                throw LabException.usage(
                        "%s has the column %s twice. Drop or rename one of them.".formatted(file, column.columnName()));
            }
            if (column != null && (next - i > 1 || element.getRepetition_type() == FieldRepetitionType.REPEATED)) {
                refuseNested(file, column, whole, index, columns);
            } else if (column != null) {
                leaves.add(new TripLeaf(column, element, index));
            }
            index += columns;
            i = next;
        }
        refuseMissing(file, names.keySet());
        return leaves;
    }

    private static void refuseYellow(String file, FileMetaData whole) {
        whole.getSchema().stream()
                .map(SchemaElement::getName)
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith("tpep_"))
                .findFirst()
                .ifPresent(name -> {
                    throw LabException.usage(("%s is a yellow taxi file: it has the column %s. "
                                    + "Get the green_tripdata file of that month: lab data fetch --month YYYY-MM")
                            .formatted(file, name));
                });
    }

    private static void refuseMissing(String file, Set<TripColumn> columns) {
        List<String> missing = Arrays.stream(TripColumn.values())
                .filter(column -> column.required() && !columns.contains(column))
                .map(TripColumn::columnName)
                .toList();
        if (!missing.isEmpty()) {
            throw LabException.usage(
                    "%s is not a green_tripdata file: it lacks the column%s %s. Fetch one: lab data fetch --month 2022-01"
                            .formatted(file, missing.size() == 1 ? "" : "s", String.join(", ", missing)));
        }
    }

    /** Where the element after this one and all below it is. */
    private static int skip(List<SchemaElement> schema, int from) {
        int next = from + 1;
        for (int child = 0; child < schema.get(from).getNum_children(); child++) {
            next = skip(schema, next);
        }
        return next;
    }

    /** A list, a map or a group is no trip's value; one without any value is left out, if trips can do without it. */
    private static void refuseNested(String file, TripColumn column, FileMetaData whole, int index, int columns) {
        boolean empty = whole.getRow_groups().stream()
                .flatMap(group -> group.getColumns().subList(index, index + columns).stream())
                .map(ColumnChunk::getMeta_data)
                .allMatch(chunk -> chunk != null
                        && chunk.isSetStatistics()
                        && chunk.getStatistics().getNull_count() == chunk.getNum_values());
        if (!empty || column.required()) {
            throw LabException.usage("%s: column %s is a list, a map or a group of columns but must be %s. %s"
                    .formatted(
                            file,
                            column.columnName(),
                            column.kind().storedAs(),
                            column.kind().cure()));
        }
    }
}
