package dev.kerbside.lessons.failures;

import dev.kerbside.TutorialNames;
import dev.kerbside.drills.Claims;
import dev.kerbside.steps.Topics;
import dev.kerbside.steps.TutorialContext;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.kafka.clients.admin.NewTopic;

/** Ordeals in rounds, each with a topic and a folder of its own, a seed of its own, and both state stores in turn. */
public final class Chaos {
    private static final String NAME = "chaos";

    private final TutorialContext context;

    public Chaos(TutorialContext context) {
        this.context = context;
    }

    /** One round: how it went, and what it has left. */
    public record Round(ChaosOutcome course, DeliveryEvidence evidence) {}

    /**
     * All rounds together.
     *
     * @param lost trips, in topic and in HDFS
     * @param malformed bad records that were sent, each of which has a dead letter
     * @param repeated dead letters of a record that has one already
     * @param recoveryMillis from a kill to the end of the next micro-batch: shortest, median, longest
     */
    public record Total(
            int rounds,
            int kills,
            int inTheMiddle,
            long produced,
            long lost,
            long duplicated,
            long malformed,
            long repeated,
            List<Long> recoveryMillis) {
        public static Total of(List<Round> rounds) {
            long[] recoveries = rounds.stream()
                    .flatMap(round -> round.course().recoveryMillis().stream())
                    .mapToLong(millis -> millis)
                    .sorted()
                    .toArray();
            return new Total(
                    rounds.size(),
                    rounds.stream().mapToInt(round -> round.course().kills()).sum(),
                    rounds.stream()
                            .mapToInt(round -> round.course().inTheMiddle())
                            .sum(),
                    rounds.stream()
                            .mapToLong(round -> round.course().acknowledged())
                            .sum(),
                    rounds.stream()
                            .map(Round::evidence)
                            .mapToLong(one -> one.topic().lost() + one.trips().lost())
                            .sum(),
                    rounds.stream()
                            .map(Round::evidence)
                            .mapToLong(one ->
                                    one.topic().duplicated() + one.trips().duplicated())
                            .sum(),
                    rounds.stream()
                            .mapToLong(round -> round.evidence().letters().sent())
                            .sum(),
                    rounds.stream()
                            .mapToLong(round -> round.evidence().letters().repeated())
                            .sum(),
                    recoveries.length == 0
                            ? List.of()
                            : List.of(
                                    recoveries[0],
                                    recoveries[recoveries.length / 2],
                                    recoveries[recoveries.length - 1]));
        }
    }

    /**
     * Does one round, and takes away its topic and its folder.
     *
     * @param malformed each so-many-th record is bad; 0 for no bad ones
     * @throws dev.kerbside.LabException if anything was lost or came twice, or a bad record has no dead letter; then topics
     *     and folder stay
     */
    public Round round(Fault fault, int kills, long seed, int malformed) throws Exception {
        StateStore store = StateStore.values()[(int) (seed % StateStore.values().length)];
        TutorialNames names = context.names();
        String topic = names.topic(NAME);
        List<NewTopic> both =
                List.of(ChaosPlan.topic(topic, names), ChaosPlan.topic(TutorialNames.deadLetterTopic(topic), names));
        try (Topics topics = Topics.of(context, both)) {
            clear(topics);
            topics.create();
            ChaosPlan plan = new ChaosPlan(NAME, topic, folder(), fault, store, kills, seed, malformed);
            ChaosOutcome course = new ChaosRun(context, plan).run();
            DeliveryEvidence evidence = DeliveryEvidence.of(context, plan, course.malformed());
            evidence.claim("seed " + seed, new Claims());
            clear(topics);
            return new Round(course, evidence);
        }
    }

    private void clear(Topics topics) throws Exception {
        topics.delete();
        try (FileSystem fs = context.hdfs()) {
            fs.delete(new Path(folder()), true);
        }
    }

    private String folder() {
        return context.names().home() + "/" + NAME;
    }
}
