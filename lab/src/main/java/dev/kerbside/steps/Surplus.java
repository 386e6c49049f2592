package dev.kerbside.steps;

import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.file.TripFile;
import dev.kerbside.taxi.topic.TripJson;
import dev.kerbside.taxi.topic.TripTopic;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Which record of a topic is too many. */
final class Surplus {
    private static final int SHOWN = 60;

    private Surplus() {}

    /** The first record, by place and why, that no row of the file accounts for; keeps a hash a row in memory. */
    static Optional<String> first(TripTopic topic, TripFile file) {
        Map<Integer, Integer> rows = new HashMap<>();
        for (Trip trip = file.read(); trip != null; trip = file.read()) {
            rows.merge(trip.hashCode(), 1, Integer::sum);
        }
        Map<Integer, Integer> left = new HashMap<>(rows);
        AtomicReference<String> first = new AtomicReference<>();
        topic.forEach(record -> {
            if (first.get() == null) {
                first.set(why(record, rows, left));
            }
        });
        return Optional.ofNullable(first.get());
    }

    /** Null if a row of the file accounts for it. */
    private static String why(
            ConsumerRecord<byte[], byte[]> record, Map<Integer, Integer> rows, Map<Integer, Integer> left) {
        String place = "%s-%d offset %d, ".formatted(record.topic(), record.partition(), record.offset());
        if (record.value() == null) {
            return place + "which has no value";
        }
        int hash;
        try {
            hash = TripJson.parse(record.value()).hashCode();
        } catch (IllegalArgumentException e) {
            String text = new String(record.value(), StandardCharsets.UTF_8);
            return place + "which is not a trip: "
                    + text.substring(0, Math.min(SHOWN, text.length())).replaceAll("\\p{Cntrl}", "?");
        }
        if (left.merge(hash, -1, Integer::sum) >= 0) {
            return null;
        }
        return place + (rows.containsKey(hash) ? "which was sent before" : "which is no row of the file");
    }
}
