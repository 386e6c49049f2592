package dev.kerbside.drills;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kerbside.LabException;
import dev.kerbside.taxi.job.Foreign;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * What records() gives, as far as it can be told without the values: bytes, JSON, and one object a row.
 *
 * @param made a {@code byte[]} each, or what somebody gave in its place
 */
record RecordForm(List<?> made, HandMadeFiles.File file) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Pattern NOT_A_NUMBER = Pattern.compile("[:,\\[]\\s*(-?(?:NaN|Infinity))\\b");
    private static final int SHOWN = 60;

    private static final String ONE_A_ROW = "Each row is a record of its own: give one after the other.";

    /** The records, an object each. */
    List<JsonNode> objects() {
        if (made.isEmpty()) {
            throw Verdict.unsolved(
                    "records()", "it gives no record of a file of %d rows".formatted(rows()), "TODO 03-a.");
        }
        List<JsonNode> objects = new ArrayList<>();
        for (int i = 0; i < made.size(); i++) {
            objects.add(object("Record %d".formatted(i + 1), text(i)));
        }
        Verdict.require(
                objects.size() == rows(),
                "records() gives %s%,d records of a file of %d rows"
                        .formatted(objects.size() < 10_000 ? "" : "at least ", objects.size(), rows()),
                ONE_A_ROW);
        return objects;
    }

    private int rows() {
        return file.trips().size();
    }

    private String text(int i) {
        if (!(made.get(i) instanceof byte[] bytes)) {
            throw notBytes("Record %d".formatted(i + 1), made.get(i));
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Verdict.wrong(
                    "Record %d is not text in UTF-8: %s"
                            .formatted(i + 1, shown(new String(bytes, StandardCharsets.ISO_8859_1))),
                    "Encode it as UTF-8: whoever reads JSON takes it for that.");
        }
    }

    private static LabException notBytes(String record, Object given) {
        Foreign other = given instanceof Foreign told
                ? told
                : new Foreign(given == null ? "null" : given.getClass().getSimpleName(), String.valueOf(given));
        return Verdict.wrong(
                "%s is a %s, not bytes: %s".formatted(record, other.type(), shown(other.text())),
                other.text().strip().startsWith("{\"")
                        ? "Kafka carries bytes: encode the text, as UTF-8."
                        : "Kafka carries bytes: make JSON of the row, and encode that as UTF-8.");
    }

    private JsonNode object(String record, String text) {
        JsonNode node;
        try {
            node = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw notJson(record, text, e);
        }
        if (node.isObject() && !node.isEmpty()) {
            Verdict.require(
                    !StreamSupport.stream(node.spliterator(), false).allMatch(JsonNode::isContainerNode),
                    "%s holds more than a row; in each of its fields there is a column or a row: %s"
                            .formatted(record, shown(text)),
                    ONE_A_ROW);
            return node;
        }
        throw notAnObject(record, text, node);
    }

    private static LabException notAnObject(String record, String text, JsonNode node) {
        if (node.isTextual() && node.asText().startsWith("{")) {
            return Verdict.wrong(
                    "%s is JSON in JSON, a text in quotation marks: %s".formatted(record, shown(text)),
                    "It was made JSON twice: leave one of the two out.");
        }
        if (node.isArray() && !node.isEmpty() && node.get(0).isContainerNode()) {
            return Verdict.wrong("%s is a list of %d rows: %s".formatted(record, node.size(), shown(text)), ONE_A_ROW);
        }
        return Verdict.wrong(
                "%s is no JSON object with a field for each column: %s".formatted(record, shown(text)),
                "A record is {\"VendorID\":2, …}.");
    }

    private LabException notJson(String record, String text, JsonProcessingException e) {
        var number = NOT_A_NUMBER.matcher(text);
        if (number.find()) {
            return Verdict.wrong(
                    "%s has the word %s, which JSON does not know: %s"
                            .formatted(record, number.group(1), shown(text.substring(number.start()))),
                    "What is missing is null, and NaN counts as missing.");
        }
        long objects = text.lines().filter(line -> line.startsWith("{")).count();
        if (objects > 1) {
            return Verdict.wrong("%s has %d lines, a row each".formatted(record, objects), ONE_A_ROW);
        }
        if (text.startsWith("{'")) {
            return Verdict.wrong(
                    "%s is a dict as Python shows it, not JSON: %s".formatted(record, shown(text)),
                    "JSON has \" and null where Python has ' and None: json.dumps() writes it.");
        }
        return Verdict.wrong(
                "%s is not JSON (%s): %s".formatted(record, e.getOriginalMessage(), shown(text)),
                "A record is {\"VendorID\":2, …}: names in \", texts in \", null for what is missing.");
    }

    /** The beginning, on one line. */
    static String shown(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() > SHOWN ? line.substring(0, SHOWN) + " …" : line;
    }
}
