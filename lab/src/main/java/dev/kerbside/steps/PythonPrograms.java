package dev.kerbside.steps;

import dev.kerbside.process.Build;
import dev.kerbside.python.Python;
import dev.kerbside.taxi.file.TripStore;
import dev.kerbside.taxi.job.Job;
import dev.kerbside.taxi.pyspark.Attached;
import dev.kerbside.taxi.pyspark.PythonJob;
import java.util.concurrent.CompletableFuture;

/** The same in Python: stream_taxi_data_kafka_producer.py, where tdp_user types commands, and the job in PySpark. */
public final class PythonPrograms implements Programs, AutoCloseable {
    private final Python python;
    private final Attached attached;
    private final Job job;

    private PythonPrograms(Python python, Attached attached, Job job) {
        this.python = python;
        this.attached = attached;
        this.job = job;
    }

    /**
     * Attaches Python to this JVM's Spark.
     *
     * @throws dev.kerbside.LabException if there is no Python, or no PySpark, with the command that gets them
     */
    public static PythonPrograms start() throws Exception {
        Python python = Python.require("The tutorial in Python");
        Attached attached = Attached.start(python, Build.programs());
        try {
            return new PythonPrograms(python, attached, PythonJob.load(attached, Build.programs()));
        } catch (Exception e) {
            attached.close();
            throw e;
        }
    }

    @Override
    public Job job() {
        return job;
    }

    @Override
    public void produce(TutorialContext context, String topic, CompletableFuture<?> end) throws Exception {
        context.narrator().say("stream_taxi_data_kafka_producer.py --topic " + topic);
        PythonProducer producer = new PythonProducer(context.lab().shell());
        producer.send(
                TripStore.tripsPath(context.tripFile()).toString(),
                topic,
                context.rowsPerSecond(),
                end,
                context.narrator()::progress);
    }

    @Override
    public SparkSubmit.Program submitted() {
        return SparkSubmit.Program.of(python, Build.programs().resolve(PythonJob.JOB + ".py"));
    }

    @Override
    public void close() {
        attached.close();
    }
}
