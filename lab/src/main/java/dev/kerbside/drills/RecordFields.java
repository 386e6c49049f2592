package dev.kerbside.drills;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.TripColumn;
import dev.kerbside.taxi.TripColumn.Kind;
import dev.kerbside.taxi.file.Fingerprint;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Whether records have the fields of a file's rows.
 *
 * @param records an object each, as many as rows
 */
record RecordFields(List<JsonNode> records, HandMadeFiles.File file) {
    private static final String TIMES = "Times are whole milliseconds since 1970, in UTC.";

    void judge() {
        Set<String> names = new HashSet<>();
        records.forEach(record -> record.fieldNames().forEachRemaining(names::add));
        names.forEach(this::known);
        file.columns().forEach(column -> present(column, names));
        file.columns().forEach(this::kind);
        Fingerprint found = new Fingerprint();
        Fingerprint expected = new Fingerprint();
        trips().forEach(found::add);
        file.trips().forEach(expected::add);
        List<String> differences = found.differences(expected);
        differences.stream()
                .filter(line -> line.contains(": the times are in "))
                .findFirst()
                .ifPresent(line -> {
                    throw Verdict.wrong(line, TIMES);
                });
        new RecordValues(trips(), file).judge(differences);
    }

    private void known(String name) {
        if (file.columns().stream().anyMatch(column -> column.columnName().equals(name))) {
            return;
        }
        String spelling = TripColumn.spelled(name.replace(" ", ""))
                .filter(column -> !column.columnName().equals(name))
                .map(column -> ": the column is called " + column.columnName())
                .orElse(": the file has no such column");
        Verdict.require(
                !name.toLowerCase(Locale.ROOT).matches("index|level_0|__index_level_0__|unnamed: 0|"),
                "The records have the field %s, which is a number of pandas' for the row and no column of the file"
                        .formatted(name),
                "Leave the index out.");
        throw Verdict.wrong(
                "The records have the field %s%s".formatted(name, spelling),
                "The fields are those of the file, to the letter.");
    }

    private void present(TripColumn column, Set<String> names) {
        long values =
                file.trips().stream().filter(trip -> trip.get(column) != null).count();
        Verdict.require(
                values == 0 || names.contains(column.columnName()),
                "No record has the field %s, and the file has it in %d of %d rows"
                        .formatted(column.columnName(), values, records.size()),
                "A record has all columns of the file: not those of one month only.");
    }

    /** What JSON has there. Where the file has nothing, a word for it tells more than its type. */
    private void kind(TripColumn column) {
        for (int i = 0; i < records.size(); i++) {
            JsonNode value = records.get(i).path(column.columnName());
            if (value.isMissingNode() || value.isNull()) {
                continue;
            }
            String is = "%s is %s in the record of row %d".formatted(column.columnName(), shown(value), i + 1);
            if (file.trips().get(i).get(column) == null && column.kind() != Kind.STRING && !value.isNumber()) {
                throw Verdict.wrong(
                        is + ", and the file has nothing there", "What is missing is null, without quotation marks.");
            }
            require(column, value, is);
        }
    }

    private static void require(TripColumn column, JsonNode value, String is) {
        switch (column.kind()) {
            case STRING -> Verdict.require(value.isTextual(), is + ", not a text", "A text stands in quotation marks.");
            case DOUBLE ->
                Verdict.require(value.isNumber(), is + ", not a number", "A number stands without quotation marks.");
            case LONG ->
                Verdict.require(
                        value.isIntegralNumber(),
                        is + ", not a whole number",
                        "Ids are whole: step 06 cannot read 2.0, or a text, as one.");
            case TIMESTAMP -> {
                Verdict.require(value.isNumber(), is + ", a text", TIMES);
                Verdict.require(value.isIntegralNumber(), is + ", with a decimal point", TIMES);
            }
        }
    }

    private static String shown(JsonNode value) {
        return RecordForm.shown(value.toString());
    }

    private List<Trip> trips() {
        return records.stream().map(this::trip).toList();
    }

    private Trip trip(JsonNode record) {
        Map<TripColumn, Object> values = new EnumMap<>(TripColumn.class);
        for (TripColumn column : file.columns()) {
            JsonNode value = record.path(column.columnName());
            if (!value.isMissingNode() && !value.isNull()) {
                values.put(
                        column,
                        column.kind() == Kind.STRING
                                ? value.asText()
                                : column.kind() == Kind.DOUBLE ? (Object) value.asDouble() : (Object) value.asLong());
            }
        }
        return Trip.of(values);
    }
}
