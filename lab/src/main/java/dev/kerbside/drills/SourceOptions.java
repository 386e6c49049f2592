package dev.kerbside.drills;

import dev.kerbside.taxi.job.JobSettings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.streaming.StreamingRelationV2;

/**
 * The options of a Kafka source: those of the settings, and none that overrules them.
 *
 * @param options by name, in upper or lower case
 */
record SourceOptions(Map<String, String> options, JobSettings settings) {
    /** They count more than startingOffsets, or have no place in a stream. */
    private static final List<String> OTHER_STARTS = List.of(
            "startingTimestamp",
            "startingOffsetsByTimestamp",
            "endingTimestamp",
            "endingOffsets",
            "endingOffsetsByTimestamp");

    static SourceOptions of(StreamingRelationV2 source, JobSettings settings) {
        Map<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        options.putAll(source.extraOptions().asCaseSensitiveMap());
        return new SourceOptions(options, settings);
    }

    void judge() {
        topic();
        starts();
        kafka();
    }

    private void topic() {
        String topic = settings.topic();
        String cure = "The option subscribe takes the topic's name; it is in the settings.";
        Verdict.require(
                !options.containsKey("assign"),
                "The source has the option assign, which names single partitions: those that the topic gets later are never read",
                cure);
        String pattern = options.get("subscribePattern");
        Verdict.require(
                pattern == null || matches(pattern, topic),
                "With settings for the topic %s the option subscribePattern is %s, which does not match it"
                        .formatted(topic, pattern),
                cure);
        for (String other : List.of(topic + "-dead-letter", topic + "2", "my-" + topic)) {
            Verdict.require(
                    pattern == null || !matches(pattern, other),
                    "The pattern %s of the option subscribePattern is also that of other topics, as %s"
                            .formatted(pattern, other),
                    cure);
        }
        Verdict.require(
                pattern != null || topic.equals(options.get("subscribe")),
                "With settings for the topic " + topic + " the stream reads " + options.get("subscribe"),
                cure);
    }

    private static boolean matches(String pattern, String topic) {
        return Pattern.compile(pattern).matcher(topic).matches();
    }

    private void starts() {
        String offsets = options.get("startingOffsets");
        Verdict.require(
                offsets != null,
                "startingOffsets is not set, and Spark's default for a stream is latest: what is in the topic already"
                        + " is never seen",
                "The value is in the settings.");
        Verdict.require(
                settings.startingOffsets().equals(offsets),
                "startingOffsets is always " + offsets + ", whatever the settings say"
                        + (offsets.equals("latest") ? ": what is in the topic already is never seen" : ""),
                "Take it from the settings.");
        List<String> others = options.keySet().stream()
                .filter(key -> OTHER_STARTS.stream().anyMatch(key::equalsIgnoreCase))
                .toList();
        Verdict.require(
                others.isEmpty(),
                "The source also has the option " + String.join(", ", others)
                        + ", and Spark then begins or ends elsewhere than the settings say",
                "startingOffsets is enough.");
    }

    private void kafka() {
        Verdict.require(
                !"false".equalsIgnoreCase(options.get("failOnDataLoss")),
                "failOnDataLoss is false, and records that are gone before they were read are passed over without a word",
                "Leave it true, as it is by default: no record may be left out.");
        Verdict.require(
                !options.containsKey("kafka.group.id"),
                "The source has the option kafka.group.id, which counts more than groupIdPrefix of the settings",
                "Leave it out: Spark makes a group of each query, and its name begins as the settings say.");
        Verdict.require(
                !options.containsKey("minOffsetsPerTrigger"),
                "The source has the option minOffsetsPerTrigger, and a few new records wait until there are more",
                "Leave it out: the next micro-batch begins as soon as there are records.");
        String missing = settings.kafka().keySet().stream()
                .filter(key -> !options.containsKey(key))
                .sorted()
                .collect(Collectors.joining(", "));
        Verdict.require(
                missing.isEmpty(),
                "These settings of Kafka do not reach the source: " + missing
                        + (missing.contains("security.protocol") ? "; it would knock without a login" : ""),
                "Pass on settings.kafka() whole.");
        settings.kafka()
                .forEach((key, value) -> Verdict.require(
                        value.equals(options.get(key)),
                        key + " is " + options.get(key) + ", but the settings say " + value,
                        "Pass on settings.kafka() whole, and set none of them yourself."));
    }
}
