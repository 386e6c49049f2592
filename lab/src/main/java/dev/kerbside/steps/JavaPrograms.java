package dev.kerbside.steps;

import dev.kerbside.taxi.file.TripFile;
import dev.kerbside.taxi.file.TripStore;
import dev.kerbside.taxi.job.NycTaxiStreaming;
import dev.kerbside.taxi.topic.TripProducer;
import java.util.concurrent.CompletableFuture;
import org.apache.hadoop.fs.FileSystem;

/** {@link TripProducer}, in this JVM, and {@link NycTaxiStreaming}. */
final class JavaPrograms implements Programs {
    @Override
    public void produce(TutorialContext context, String topic, CompletableFuture<?> end) throws Exception {
        try (FileSystem fs = context.hdfs();
                TripFile file = TripFile.open(fs, TripStore.tripsPath(context.tripFile(), context.names()))) {
            long rows = file.rows();
            context.narrator().say("producing %,d records to %s".formatted(rows, topic));
            TripProducer producer = new TripProducer(context.kafka(), topic, context.rowsPerSecond());
            end.thenRun(producer::stop);
            producer.send(
                    file, sent -> context.narrator().progress("%,d of %,d records acknowledged".formatted(sent, rows)));
        }
    }

    @Override
    public SparkSubmit.Program submitted() {
        return SparkSubmit.Program.of(NycTaxiStreaming.class);
    }
}
