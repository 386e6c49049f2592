package dev.kerbside.steps;

import dev.kerbside.drills.Claims;
import dev.kerbside.drills.ProducerDrill;
import dev.kerbside.taxi.file.Fingerprint;
import dev.kerbside.taxi.file.TripFile;
import dev.kerbside.taxi.job.Job;
import dev.kerbside.taxi.job.TaxiDataProducer;
import dev.kerbside.taxi.topic.TripTopic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** § 2: each row of the Parquet file in HDFS becomes one JSON record in Kafka. */
public final class Ingest implements Step {
    private static final String AGAIN = "Empty the topic and send the trips again: lab step show 03-ingest";
    private static final ProducerDrill DRILL = new ProducerDrill();
    private static final CodeExercise CODE = CodeExercise.of(TaxiDataProducer.class, DRILL, "records", "send");

    @Override
    public String id() {
        return "03-ingest";
    }

    @Override
    public String title() {
        return "Ingest the trips into Kafka";
    }

    @Override
    public Optional<Exercise> exercise() {
        return Optional.of(CODE);
    }

    @Override
    public void run(TutorialContext context) throws Exception {
        empty(context);
        sendUntil(new CompletableFuture<>(), context);
    }

    /** Empties the topic, which must be there. */
    static void empty(TutorialContext context) throws Exception {
        try (Topics topics = Topics.of(context)) {
            topics.require(context.names().topic());
            topics.empty();
        }
    }

    /**
     * Sends the file's rows to the tutorial's topic, whatever is in it already.
     *
     * @param end when it comes, nothing more is sent: whoever waits for the rows is gone
     */
    static void sendUntil(CompletableFuture<?> end, TutorialContext context) throws Exception {
        context.programs().produce(context, context.names().topic(), end);
    }

    /** Sends the rows of the file in HDFS to a topic, which must be there. */
    public static void send(TutorialContext context, String topic) throws Exception {
        Programs.JAVA.produce(context, topic, new CompletableFuture<>());
    }

    /** People fill the topic with what they like; a producer of theirs is tried before. */
    @Override
    public boolean standsWithoutCode() {
        return true;
    }

    @Override
    public List<String> check(TutorialContext context) throws Exception {
        Claims claims = new Claims();
        if (context.job() != Job.REFERENCE) {
            DRILL.judge(context.job(), claims);
        }
        return topic(context, claims);
    }

    @Override
    public List<String> glance(TutorialContext context) throws Exception {
        return topic(context, new Claims());
    }

    private static List<String> topic(TutorialContext context, Claims claims) throws Exception {
        try (Topics topics = Topics.of(context)) {
            topics.require(context.names().topic());
        }
        long rows = context.rows();
        TripTopic topic = context.topic(context.names().topic());
        Map<Integer, Long> records = topic.recordsByPartition();
        long sent = topic.records();
        claims.that(sent == rows, "records in the topic: %,d".formatted(rows))
                .orElse(
                        "records in the topic is %,d, expected %,d%s"
                                .formatted(sent, rows, sent > rows ? tooMany(context) : ""),
                        sent == 0 && context.job() != Job.REFERENCE
                                ? "Your producer passed its trial: send the trips with it, by ./03-ingest.sh"
                                : AGAIN);
        claims.that(
                        records.size() == context.names().partitions()
                                && records.values().stream().allMatch(n -> n > 0),
                        "all partitions are used: " + records)
                .orElse("Not all partitions are used: " + records, AGAIN);
        try (TripFile file = TripFile.openLocal(context.tripFile())) {
            List<String> differences = topic.fingerprint().differences(Fingerprint.of(file));
            claims.that(differences.isEmpty(), "every field of every record equals its row of the file")
                    .orElse("Records differ from the file: " + String.join("; ", differences), AGAIN);
        }
        return claims.held();
    }

    private static String tooMany(TutorialContext context) {
        try (TripFile file = TripFile.openLocal(context.tripFile())) {
            return "; the first that is too many is "
                    + Surplus.first(context.topic(context.names().topic()), file)
                            .orElse("not found");
        }
    }

    @Override
    public List<String> standsOn() {
        return List.of("01-load-dataset", "02-create-topic");
    }

    @Override
    public boolean reset(TutorialContext context) throws Exception {
        try (Topics topics = Topics.of(context)) {
            boolean filled = topics.existing().contains(context.names().topic())
                    && context.topic(context.names().topic()).records() > 0;
            topics.empty();
            return filled;
        }
    }
}
