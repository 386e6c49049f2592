package dev.kerbside.steps;

import dev.kerbside.process.Build;
import dev.kerbside.python.Python;
import dev.kerbside.taxi.file.TripStore;
import dev.kerbside.taxi.pyspark.PythonJob;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The same in Python: stream_taxi_data_kafka_producer.py, where tdp_user types commands, and stream_taxi_data_spark.py.
 * Python is asked for when it is needed.
 */
public final class PythonPrograms implements Programs {
    /** What the job imports. */
    private static final List<String> MODULES =
            List.of("job_settings.py", "dead_letters.py", "dead_letter_position.py");

    @Override
    public void produce(TutorialContext context, String topic, CompletableFuture<?> end) throws Exception {
        context.narrator().say("stream_taxi_data_kafka_producer.py --topic " + topic);
        new PythonProducer(context.lab().shell())
                .send(
                        TripStore.tripsPath(context.tripFile(), context.names()).toString(),
                        topic,
                        context.rowsPerSecond(),
                        end,
                        context.narrator()::progress);
    }

    @Override
    public SparkSubmit.Program submitted() {
        return SparkSubmit.Program.of(
                Python.require("The submitted job"),
                Build.programs().resolve(PythonJob.JOB + ".py"),
                MODULES.stream().map(Build.programs()::resolve).toList());
    }
}
