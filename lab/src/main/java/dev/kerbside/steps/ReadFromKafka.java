package dev.kerbside.steps;

import dev.kerbside.drills.Claims;
import dev.kerbside.drills.ReadDrill;
import dev.kerbside.taxi.job.JobSettings;
import dev.kerbside.taxi.job.NycTaxiStreaming;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** § 3.2: readStream over SASL_SSL. */
final class ReadFromKafka implements Step {
    private static final CodeExercise CODE =
            CodeExercise.of(NycTaxiStreaming.class, new ReadDrill(), "source", "readFromKafka");

    @Override
    public String id() {
        return "05-read-from-kafka";
    }

    @Override
    public String title() {
        return "Read the topic as a stream";
    }

    @Override
    public Optional<Exercise> exercise() {
        return Optional.of(CODE);
    }

    @Override
    public void run(TutorialContext context) throws Exception {
        context.narrator().say("readStream.format(\"kafka\") with kafka.security.protocol=SASL_SSL");
        stream(context, settings(context));
    }

    @Override
    public List<String> check(TutorialContext context) throws Exception {
        Claims claims = new Claims();
        CODE.drill().judge(context.job(), context.spark(), claims);
        JobSettings settings = settings(context);
        Dataset<Row> stream = context.job().readFromKafka(context.spark(), settings);
        AtomicLong rows = new AtomicLong();
        Drain.through(stream, "append", settings.checkpoint("step-05"), (batch, id) -> rows.addAndGet(batch.count()));
        return claims.that(stream.isStreaming(), "the DataFrame is streaming")
                .orElse("The DataFrame is static", "Use readStream.")
                .equal("columns", List.of(stream.columns()), List.of("value"), "Select CAST(value AS STRING) only.")
                .equal(
                        "rows that arrived",
                        rows.get(),
                        context.topic(context.names().topic()).records(),
                        "Look at startingOffsets: latest sees only what comes after the start.")
                .that(rows.get() > 0, "the topic is not empty")
                .orElse("The topic is empty", "Do 03-ingest first.")
                .held();
    }

    static JobSettings settings(TutorialContext context) throws Exception {
        return context.settings().reading(context.names().topic(), "earliest");
    }

    static Dataset<Row> stream(TutorialContext context, JobSettings settings) throws Exception {
        return NycTaxiStreaming.readFromKafka(context.spark(), settings);
    }
}
