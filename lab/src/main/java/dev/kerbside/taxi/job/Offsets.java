package dev.kerbside.taxi.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * A place in each partition, as Spark's Kafka source counts: all records before it. A partition that is not named is one
 * of which nothing was read.
 */
public record Offsets(Map<TopicPartition, Long> of) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public Offsets {
        of = Map.copyOf(of);
    }

    /**
     * Of Spark's text, {@code {"topic":{"0":5}}}.
     *
     * @throws IllegalArgumentException if it is another
     */
    static Offsets parse(String json) {
        try {
            Map<TopicPartition, Long> offsets = new HashMap<>();
            JSON.readValue(json, new TypeReference<Map<String, Map<Integer, Long>>>() {})
                    .forEach((topic, partitions) -> partitions.forEach(
                            (partition, offset) -> offsets.put(new TopicPartition(topic, partition), offset)));
            return new Offsets(offsets);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("These are no offsets: " + json, e);
        }
    }

    /** Spark's text. */
    String json() {
        return json(byTopic(of));
    }

    /** The partitions of one topic. */
    public Map<Integer, Long> of(String topic) {
        return byTopic(of).getOrDefault(topic, Map.of());
    }

    /** Of each partition the later place of the two. */
    Offsets orLater(Offsets other) {
        Map<TopicPartition, Long> later = new HashMap<>(of);
        other.of.forEach((partition, offset) -> later.merge(partition, offset, Math::max));
        return new Offsets(later);
    }

    /** Whether no record lies between this place and that. */
    boolean reaches(Offsets other) {
        return other.of.entrySet().stream().allMatch(end -> at(end.getKey()) >= end.getValue());
    }

    /** How many offsets lie between that place and this. */
    long since(Offsets start) {
        return of.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - start.at(end.getKey())))
                .sum();
    }

    /** What Spark's Kafka source is told to read from this place to that, and of no other partition. */
    Map<String, String> reading(Offsets end) {
        Map<TopicPartition, Long> from = new HashMap<>();
        Map<TopicPartition, Long> to = new HashMap<>(end.of);
        to.entrySet().removeIf(one -> at(one.getKey()) >= one.getValue());
        // Of a new partition: from its earliest record, wherever that is.
        to.keySet().forEach(partition -> from.put(partition, of.getOrDefault(partition, -2L)));
        Map<String, Object> partitions = new TreeMap<>();
        byTopic(to).forEach((topic, offsets) -> partitions.put(topic, offsets.keySet()));
        return Map.of(
                "assign", json(partitions),
                "startingOffsets", json(byTopic(from)),
                "endingOffsets", json(byTopic(to)));
    }

    private long at(TopicPartition partition) {
        return of.getOrDefault(partition, 0L);
    }

    private static Map<String, Map<Integer, Long>> byTopic(Map<TopicPartition, Long> offsets) {
        Map<String, Map<Integer, Long>> topics = new TreeMap<>();
        offsets.forEach((partition, offset) -> topics.computeIfAbsent(partition.topic(), topic -> new TreeMap<>())
                .put(partition.partition(), offset));
        return topics;
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
