package dev.kerbside.drills;

import dev.kerbside.LabException;
import dev.kerbside.taxi.job.Job;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What send() does with records: those that Kafka takes, and some of which it refuses one in the middle.
 *
 * @param records JSON objects
 */
record SendTrial(Job job, List<byte[]> records) {
    private static final String TOPIC = "hand-made-1";

    void judge(Claims claims) {
        taken(claims);
        refused();
        claims.held("a record that was refused is no secret: send() throws");
    }

    private void taken(Claims claims) {
        try (ObservedProducer kafka = new ObservedProducer(TOPIC, -1)) {
            long said = Verdict.attempt("send()", () -> job.send(kafka, TOPIC, records));
            int waiting = kafka.waiting();
            boolean closed = kafka.closed();
            List<ProducerRecord<byte[], byte[]>> sent = kafka.history();
            if (sent.isEmpty()) {
                throw Verdict.unsolved(
                        "send()", "it returns %d and sends nothing".formatted(said), "TODO 03-c: each record.");
            }
            all(sent);
            Verdict.require(
                    waiting == 0,
                    "send() returns while %d of %d records still wait in the producer"
                            .formatted(waiting, records.size()),
                    "Sending is asynchronous, and what waits is lost if the program ends: flush() waits for all.");
            Verdict.require(
                    !closed,
                    "send() closes the producer, which it was only given: the next file could not be sent",
                    "Whoever made it closes it; to wait, flush().");
            Verdict.require(
                    said == records.size(),
                    "send() returns %,d, and %,d records were acknowledged".formatted(said, records.size()),
                    "Count what was acknowledged.");
            partitions(sent, kafka.partitions());
            claims.held("%d records came to all %d partitions, each acknowledged when send() returned"
                    .formatted(said, ObservedProducer.PARTITIONS));
            if (kafka.oneByOne()) {
                claims.held("send() waits for each record before it sends the next: right, but slow");
            }
        }
    }

    private void all(List<ProducerRecord<byte[], byte[]>> sent) {
        String topic = sent.get(0).topic();
        Verdict.require(
                sent.stream().allMatch(record -> TOPIC.equals(record.topic())),
                "send() sends to the topic %s, and was given %s".formatted(topic, TOPIC),
                "The topic is its argument.");
        Difference<String> difference = Difference.of(
                sent.stream().map(record -> text(record.value())).toList(),
                records.stream().map(SendTrial::text).toList());
        int lacking = difference.lacking().size();
        int besides = difference.besides().size();
        Verdict.require(
                besides == 0 || lacking > 0,
                "send() sends %d records, and was given %d".formatted(sent.size(), records.size()),
                "Send each once.");
        Verdict.require(
                lacking == 0 || besides > 0,
                "send() does not send %d of the %d records that it is given".formatted(lacking, records.size()),
                "Send each, to the last.");
        Verdict.require(
                lacking == 0,
                "send() sends %s, which is none of the records that it is given"
                        .formatted(RecordForm.shown(
                                difference.besides().isEmpty()
                                        ? ""
                                        : difference.besides().get(0))),
                "A record is the value of a message, as it is.");
    }

    private static String text(byte[] value) {
        return value == null ? "null" : new String(value, StandardCharsets.UTF_8);
    }

    private void partitions(List<ProducerRecord<byte[], byte[]>> sent, Set<Integer> partitions) {
        Set<String> keys = sent.stream()
                .map(ProducerRecord::key)
                .filter(key -> key != null)
                .map(SendTrial::text)
                .collect(Collectors.toSet());
        boolean chosen = sent.stream().anyMatch(record -> record.partition() != null);
        String why = chosen
                ? ", because it says so"
                : keys.isEmpty() ? "" : ", because they have only %d keys".formatted(keys.size());
        Verdict.require(
                partitions.size() == ObservedProducer.PARTITIONS,
                "send() sends %d records to %s of %d partitions%s"
                        .formatted(
                                sent.size(),
                                partitions.size() == 1 ? "one" : partitions.size(),
                                ObservedProducer.PARTITIONS,
                                why),
                "Use all of them, for all readers to have work: row i to partition i mod n, or neither key nor partition.");
    }

    private void refused() {
        try (ObservedProducer kafka = new ObservedProducer(TOPIC, records.size() / 2)) {
            long said;
            try {
                said = job.send(kafka, TOPIC, records);
            } catch (Exception | AssertionError e) {
                if (e instanceof LabException own && Refusal.of(e).place().isEmpty()) {
                    throw own;
                }
                return;
            }
            throw Verdict.wrong(
                    "Kafka refused one of %d records (too few replicas), and send() returns %,d as if nothing had happened"
                            .formatted(records.size(), said),
                    kafka.callbackThrew()
                            ? "What a callback throws nobody hears: keep it there, and throw it after flush()."
                            : "The future of each record, or its callback, tells: look at every one, and throw.");
        }
    }
}
