package dev.kerbside.drills;

import java.util.stream.Stream;

/** Producers that are right, and not the reference. */
final class OtherProducers {
    private static final String SENDS = "new ProducerRecord<>(topic, partition, null, record)";
    private static final String PUT = "record.putPOJO(column.columnName(), trip.get(column));";

    /** From the sending to the end. */
    private static final String CALLBACK =
            """
            producer.send(new ProducerRecord<>(topic, partition, null, record), (metadata, e) -> {
                            if (e == null) {
                                acknowledged.incrementAndGet();
                            } else {
                                refused.compareAndSet(null, e);
                            }
                        });
            """;

    private OtherProducers() {}

    static Stream<Mistake> all() {
        return Stream.of(
                waitingForEach(),
                Mistake.of("03", "a list of futures, and no flush")
                        .java(
                                "long sent = 0;",
                                "long sent = 0;\n        java.util.List<java.util.concurrent.Future<?>> futures = new java.util.ArrayList<>();")
                        .java(CALLBACK, "futures.add(producer.send(" + SENDS + "));\n")
                        .java(
                                "        producer.flush();\n",
                                "        for (var future : futures) {\n            try { future.get(); } catch (Exception e) { throw new IllegalStateException(e); }\n            acknowledged.incrementAndGet();\n        }\n"),
                Mistake.of("03", "a latch in the place of flush()")
                        .java(
                                "AtomicLong acknowledged = new AtomicLong();",
                                "AtomicLong acknowledged = new AtomicLong();\n        AtomicLong answers = new AtomicLong();")
                        .java(
                                "refused.compareAndSet(null, e);\n                }\n",
                                "refused.compareAndSet(null, e);\n                }\n                answers.incrementAndGet();\n")
                        .java(
                                "        producer.flush();\n",
                                "        while (answers.get() < sent) { Thread.onSpinWait(); }\n"),
                Mistake.of("03", "neither key nor partition").java(SENDS, "new ProducerRecord<>(topic, record)"),
                Mistake.of("03", "a key that differs")
                        .java(SENDS, "new ProducerRecord<>(topic, Long.toString(sent).getBytes(), record)"),
                Mistake.of("03", "null is left out").java(PUT, "if (trip.get(column) != null) " + PUT),
                Mistake.of("03", "whole numbers where they are whole")
                        .java(
                                PUT,
                                "record.putPOJO(column.columnName(), trip.get(column) instanceof Double d && d % 1 == 0 ? (Object) d.longValue() : trip.get(column));"),
                Mistake.of("03", "a list of all records, made with a loop")
                        .java(
                                "return () -> Stream",
                                "java.util.List<byte[]> all = new java.util.ArrayList<>();\n        Stream")
                        .java("                .iterator();", ".forEach(all::add);\n        return all;"),
                Mistake.of("03", "the lab's own writer of records")
                        .java(
                                "return record.toString().getBytes(StandardCharsets.UTF_8);",
                                "return dev.kerbside.taxi.topic.TripJson.of(file).write(trip);"));
    }

    static Mistake waitingForEach() {
        return Mistake.of("03", "each is waited for before the next")
                .java(
                        CALLBACK,
                        "try { producer.send(" + SENDS
                                + ").get(); } catch (Exception e) { throw new IllegalStateException(e); }\n            acknowledged.incrementAndGet();\n");
    }
}
