package dev.kerbside.drills;

import java.util.List;
import java.util.stream.Stream;

/** The typical mistakes of step 03, the original tutorial's own among them, as edits of each language's reference. */
final class ProducerMistakes {
    private static final String PUT = "record.putPOJO(column.columnName(), trip.get(column));";
    private static final String BYTES = "record.toString().getBytes(StandardCharsets.UTF_8)";
    private static final String SENDS = "new ProducerRecord<>(topic, partition, null, record)";
    private static final String FLUSH = "        producer.flush();\n";
    private static final String REFUSED = "if (refused.get() != null) {\n            String";
    private static final String VALUE =
            "record.putPOJO(column.columnName(), column.kind() == TripColumn.Kind.%s && trip.get(column) != null ? %s : trip.get(column));";

    private ProducerMistakes() {}

    static Stream<Mistake> all() {
        return Stream.of(records(), fields(), sending())
                .flatMap(List::stream)
                .map(mistake -> mistake.notInPython("those of Python are PythonProducers"));
    }

    private static Mistake put(String name, String kind, String value) {
        return Mistake.of("03", name).java(PUT, VALUE.formatted(kind, value));
    }

    private static List<Mistake> records() {
        return List.of(
                Mistake.of("03", "text for bytes")
                        .java("Iterable<byte[]> records(", "Iterable<String> records(")
                        .java(BYTES, "record.toString()")
                        .java(
                                "producer, System.getenv(\"LAB_TOPIC\"), records(copy))",
                                "producer, System.getenv(\"LAB_TOPIC\"), List.of())")
                        .java("import java.util.Objects;", "import java.util.List;\nimport java.util.Objects;")
                        .says("Record 1 is a String, not bytes: {\"VendorID\":2", "encode the text, as UTF-8"),
                Mistake.of("03", "the bytes of what toString() gives")
                        .java(BYTES, "trip.toString().getBytes(StandardCharsets.UTF_8)")
                        .says("Record 1 is not JSON", "Trip[VendorID=2", "null for what is missing"),
                Mistake.of("03", "another encoding")
                        .java(BYTES, "record.toString().getBytes(StandardCharsets.ISO_8859_1)")
                        .says("is not text in UTF-8"),
                Mistake.of("03", "a list of all rows as one record")
                        .java("return () -> Stream", "return List.of(Stream")
                        .java(BYTES, "record")
                        .java("                .iterator();", ".toList().toString().getBytes(StandardCharsets.UTF_8));")
                        .java("import java.util.Objects;", "import java.util.List;\nimport java.util.Objects;")
                        .says("Record 1 is a list of 5", "Each row is a record of its own"),
                Mistake.of("03", "all rows in one record, a line each")
                        .java("return () -> Stream", "return List.of(Stream")
                        .java(BYTES, "record.toString()")
                        .java(
                                "                .iterator();",
                                ".collect(java.util.stream.Collectors.joining(\"\\n\")).getBytes(StandardCharsets.UTF_8));")
                        .java("import java.util.Objects;", "import java.util.List;\nimport java.util.Objects;")
                        .says("Record 1 has 5", "lines, a row each"),
                Mistake.of("03", "NaN for what is missing")
                        .java(
                                PUT,
                                "record.putRawValue(column.columnName(), new com.fasterxml.jackson.databind.util.RawValue(trip.get(column) == null ? \"NaN\" : JSON.valueToTree(trip.get(column)).toString()));")
                        .says("has the word NaN, which JSON does not know", "NaN counts as missing"),
                Mistake.of("03", "JSON in JSON")
                        .java(BYTES, "JSON.valueToTree(record.toString()).toString().getBytes(StandardCharsets.UTF_8)")
                        .says("Record 1 is JSON in JSON"),
                Mistake.of("03", "the values without their names")
                        .java(BYTES, "JSON.valueToTree(List.of(1, \"a\")).toString().getBytes(StandardCharsets.UTF_8)")
                        .java("import java.util.Objects;", "import java.util.List;\nimport java.util.Objects;")
                        .says("Record 1 is no JSON object with a field for each column"),
                Mistake.of("03", "the first row is left out, as a heading would be")
                        .java(".takeWhile(Objects::nonNull)", ".takeWhile(Objects::nonNull).skip(1)")
                        .says("records of a file of 5", "Each row is a record of its own"));
    }

    private static List<Mistake> fields() {
        String seconds = "(Object) ((Long) trip.get(column) / 1000)";
        return List.of(
                put("seconds", "TIMESTAMP", seconds)
                        .says("lpep_pickup_datetime: the times are in seconds, not in milliseconds"),
                put("microseconds", "TIMESTAMP", "(Object) ((Long) trip.get(column) * 1000)")
                        .says("the times are in microseconds, not in milliseconds"),
                put("whole seconds in milliseconds", "TIMESTAMP", "(Object) ((Long) trip.get(column) / 1000 * 1000)")
                        .says("has no milliseconds, and some of the file's times do"),
                put(
                                "times as texts",
                                "TIMESTAMP",
                                "(Object) java.time.Instant.ofEpochMilli((Long) trip.get(column)).toString()")
                        .says("lpep_pickup_datetime is \"20", "a text", "whole milliseconds since 1970"),
                put("times of New York", "TIMESTAMP", "(Object) ((Long) trip.get(column) + 5 * 3_600_000)")
                        .says("+300 minutes: it was taken for a time of another zone", "take them for UTC"),
                put("numbers as texts", "DOUBLE", "(Object) trip.get(column).toString()")
                        .says("is \"5.0\" in the record of row 2, not a number", "without quotation marks"),
                put("ids with a decimal point", "LONG", "(Object) ((Long) trip.get(column)).doubleValue()")
                        .says("VendorID is 2.0 in the record of row 1, not a whole number"),
                Mistake.of("03", "0 for what is missing")
                        .java(
                                PUT,
                                "record.putPOJO(column.columnName(), trip.get(column) == null && column.kind() == TripColumn.Kind.DOUBLE ? (Object) 0.0 : trip.get(column));")
                        .says("is 0.0 in the record of row", "the file has nothing there", "What is missing is null"),
                Mistake.of("03", "the word null for what is missing")
                        .java(
                                PUT,
                                "record.putPOJO(column.columnName(), trip.get(column) == null ? \"null\" : trip.get(column));")
                        .says("is \"null\" in the record of row", "without quotation marks"),
                Mistake.of("03", "what is missing is cut to whole dollars")
                        .java(
                                PUT,
                                "record.putPOJO(column.columnName(), trip.get(column) instanceof Double d ? (Object) Math.rint(d) : trip.get(column));")
                        .says("in the record of row 1, and the file has"),
                Mistake.of("03", "a column is left out")
                        .java(PUT, "if (column != TripColumn.TIP_AMOUNT) " + PUT)
                        .says("No record has the field tip_amount"),
                Mistake.of("03", "names in small letters")
                        .java("column.columnName()", "column.columnName().toLowerCase()")
                        .says("The records have the field", "the column is called"),
                Mistake.of("03", "a number of the row besides")
                        .java(
                                "JSON.createObjectNode();",
                                "JSON.createObjectNode().put(\"index\", System.identityHashCode(trip));")
                        .says("the field index, which is a number of pandas'"),
                Mistake.of("03", "the columns of 2025 in each file")
                        .java("file.columns()", "TripColumn.values()")
                        .java(PUT, "record.putPOJO(column.columnName(), trip.get(column));")
                        .says("the field cbd_congestion_fee: the file has no such column"));
    }

    private static List<Mistake> sending() {
        return List.of(
                Mistake.of("03", "no flush")
                        .java(FLUSH, "")
                        .says("send() returns while 5", "still wait in the producer", "flush() waits for all"),
                Mistake.of("03", "errors are ignored, as the original")
                        .java(REFUSED, "if (false) {\n            String")
                        .says("Kafka refused one of 5", "send() returns", "as if nothing had happened"),
                Mistake.of("03", "a callback throws")
                        .java("refused.compareAndSet(null, e);", "throw new KafkaException(\"refused\", e);")
                        .says("Kafka refused one of", "What a callback throws nobody hears"),
                Mistake.of("03", "always the same partition")
                        .java(SENDS, "new ProducerRecord<>(topic, 0, null, record)")
                        .says("records to one of 3 partitions, because it says so"),
                Mistake.of("03", "always the same key")
                        .java(SENDS, "new ProducerRecord<>(topic, \"green\".getBytes(), record)")
                        .says("records to one of 3 partitions, because they have only 1 keys"),
                Mistake.of("03", "the topic in the code")
                        .java(SENDS, "new ProducerRecord<>(\"tdp-user-nyc-taxi\", null, record)")
                        .says("sends to the topic tdp-user-nyc-taxi, and was given hand-made-1"),
                Mistake.of("03", "the record as the key")
                        .java(SENDS, "new ProducerRecord<>(topic, partition, record, null)")
                        .says("none of the records"),
                Mistake.of("03", "the last record is left out")
                        .java(
                                "for (byte[] record : records) {",
                                "java.util.List<byte[]> all = new java.util.ArrayList<>();\n        records.forEach(all::add);\n        for (byte[] record : all.subList(0, all.size() - 1)) {")
                        .says("does not send 1 of the 5"),
                Mistake.of("03", "each is sent twice")
                        .java(
                                "            producer.send(",
                                "            producer.send(" + SENDS + ");\n            producer.send(")
                        .says("records, and was given 5", "Send each once"),
                Mistake.of("03", "the producer is closed")
                        .java(FLUSH, "        producer.close();\n")
                        .says("closes the producer, which it was only given"),
                Mistake.of("03", "it does not say how many")
                        .java("return acknowledged.get();", "return 0;")
                        .says("send() returns 0, and 5"));
    }
}
