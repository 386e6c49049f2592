package dev.kerbside.lessons.sinks;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.length;

import dev.kerbside.TutorialNames;
import dev.kerbside.drills.Claims;
import dev.kerbside.steps.Drain;
import dev.kerbside.steps.Lesson;
import dev.kerbside.steps.TutorialContext;
import dev.kerbside.taxi.file.Fingerprint;
import dev.kerbside.taxi.file.TripFile;
import dev.kerbside.taxi.job.DeadLetters;
import dev.kerbside.taxi.job.JobSettings;
import dev.kerbside.taxi.job.NycTaxiStreaming;
import dev.kerbside.taxi.job.SparkRows;
import dev.kerbside.text.Messages;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;

/** Bad records among the trips of a month: counted, kept aside with their reason and origin, and the rest exact. */
public final class BadRecords implements Lesson<BadRecordsFindings> {
    @Override
    public String id() {
        return "28-bad-records";
    }

    @Override
    public String title() {
        return "Bad records in the stream";
    }

    @Override
    public Class<BadRecordsFindings> findings() {
        return BadRecordsFindings.class;
    }

    /** One that takes large records, that of its dead letters, and one more with default settings. */
    @Override
    public List<NewTopic> topics(TutorialNames names) {
        return List.of(
                topic(names, topic(names), names.partitions()).configs(Map.of("max.message.bytes", CorruptMonth.LIMIT)),
                topic(names, deadLetters(names), 1),
                topic(names, small(names), 1));
    }

    String deadLetters(TutorialNames names) {
        return TutorialNames.deadLetterTopic(topic(names));
    }

    private String small(TutorialNames names) {
        return topic(names) + "-small";
    }

    @Override
    public BadRecordsFindings observe(TutorialContext context) throws Exception {
        Properties login = context.kafka();
        byte[] large = CorruptMonth.letters(CorruptMonth.LARGE).getBytes(StandardCharsets.UTF_8);
        String producerSays = refusal(login, topic(context.names()), large);
        String brokerSays = refusal(CorruptMonth.large(login), small(context.names()), large);
        Map<String, Long> spoilt;
        Fingerprint month;
        context.narrator().say("the month, with bad records among the trips, to " + topic(context.names()));
        try (TripFile file = TripFile.openLocal(context.tripFile())) {
            spoilt = new CorruptMonth().send(login, topic(context.names()), file);
        }
        try (TripFile file = TripFile.openLocal(context.tripFile())) {
            month = Fingerprint.of(file);
        }
        SparkSession spark = context.spark();
        JobSettings settings = context.settings().reading(topic(context.names()), "earliest");
        context.narrator().say("the trips parsed, and the bad ones to " + settings.deadLetterTopic());
        Fingerprint trips = new Fingerprint();
        StreamingQuery parsed = Drain.through(
                NycTaxiStreaming.parse(NycTaxiStreaming.readFromKafka(spark, settings)),
                "append",
                settings.checkpoint("table"),
                (batch, id) -> SparkRows.forEachTrip(batch, trips::add));
        DeadLetters.follow(spark, settings, parsed);
        return new BadRecordsFindings(
                spoilt,
                metric(parsed, "read"),
                metric(parsed, "malformed"),
                trips.toString(),
                trips.differences(month),
                twoInOne(spark),
                producerSays,
                brokerSays,
                sinkRefusal(spark, settings, small(context.names())));
    }

    private static String refusal(Properties login, String topic, byte[] value) throws InterruptedException {
        try {
            Records.send(login, topic, List.of(value));
            return "";
        } catch (ExecutionException e) {
            return Messages.first(e.getCause());
        }
    }

    private static long metric(StreamingQuery query, String name) {
        return Stream.of(query.recentProgress())
                .map(progress -> progress.observedMetrics().get(NycTaxiStreaming.METRICS))
                .filter(row -> row != null)
                .mapToLong(row -> row.<Long>getAs(name))
                .sum();
    }

    private static long twoInOne(SparkSession spark) {
        String trip = "{\"lpep_dropoff_datetime\":1705305600000}";
        return NycTaxiStreaming.parse(spark.createDataset(List.of(trip + trip), Encoders.STRING())
                        .toDF("value"))
                .count();
    }

    /** What a query says that hands a large record on as it is, to a topic with default settings. */
    private String sinkRefusal(SparkSession spark, JobSettings settings, String small) throws Exception {
        Dataset<Row> large = NycTaxiStreaming.readFromKafka(spark, settings)
                .where(length(col("value")).geq(CorruptMonth.LARGE));
        try {
            large.writeStream()
                    .format("kafka")
                    .options(settings.kafka())
                    .option("topic", small)
                    .option("checkpointLocation", settings.checkpoint("small"))
                    .trigger(Trigger.AvailableNow())
                    .start()
                    .awaitTermination();
            return "";
        } catch (StreamingQueryException e) {
            return Messages.first(Messages.innermost(e));
        }
    }

    @Override
    public void judge(BadRecordsFindings found, TutorialContext context, Claims claims) throws Exception {
        new BadRecordsExpectations(this, deadLetters(context.names()), found, context).claim(claims);
    }
}
