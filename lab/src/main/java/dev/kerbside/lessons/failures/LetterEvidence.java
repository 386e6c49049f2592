package dev.kerbside.lessons.failures;

import dev.kerbside.TutorialNames;
import dev.kerbside.drills.Claims;
import dev.kerbside.steps.TutorialContext;
import dev.kerbside.taxi.topic.TripTopic;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The bad records of a {@link ChaosRun}, and what is in the dead-letter topic.
 *
 * @param sent bad records that were sent
 * @param found how many the topic has
 * @param lost of these, how many have no dead letter
 * @param repeated dead letters of a record that has one already
 * @param strangers dead letters of what is no bad record
 */
public record LetterEvidence(long sent, long found, long lost, long repeated, long strangers) {
    /** Nothing was sent, and nobody looks for dead letters. */
    static LetterEvidence none(Set<String> bad) {
        return new LetterEvidence(0, bad.size(), bad.size(), 0, 0);
    }

    /** @param bad the bad records of the topic: topic, partition and offset of each */
    static LetterEvidence of(long sent, Set<String> bad, TutorialContext context, String topic) {
        Map<String, Long> letters = new HashMap<>();
        new TripTopic(context.kafka(), TutorialNames.deadLetterTopic(topic))
                .forEach(letter -> letters.merge(new String(letter.key(), StandardCharsets.UTF_8), 1L, Long::sum));
        return of(sent, bad, letters);
    }

    static LetterEvidence of(long sent, Set<String> bad, Map<String, Long> letters) {
        return new LetterEvidence(
                sent,
                bad.size(),
                bad.stream().filter(origin -> !letters.containsKey(origin)).count(),
                letters.values().stream().mapToLong(times -> times - 1).sum(),
                letters.keySet().stream()
                        .filter(origin -> !bad.contains(origin))
                        .count());
    }

    /** Claims that each is kept, once or more often. */
    void claim(String whose, Claims claims) {
        if (sent == 0 && found == 0) {
            return;
        }
        claims.that(
                        found == sent && lost == 0 && strangers == 0,
                        "%s: each of the %,d bad records is among the dead letters (%,d letters are repeated)"
                                .formatted(whose, sent, repeated))
                .orElse(
                        "%s: of %,d bad records that were sent the topic has %,d; %,d of these have no dead letter, %,d dead letters are of other records"
                                .formatted(whose, sent, found, lost, strangers),
                        "Look at the topic, at its dead letters and at the job's log.");
    }
}
