package dev.kerbside.lessons.growth;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.storage.RDDInfo;
import scala.collection.JavaConverters;

/** Into how many tasks Spark cut the two stages of each micro-batch: the one that reads, and the one with the state. */
final class StageTasks extends SparkListener {
    private final ConcurrentLinkedQueue<Integer> reading = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Integer> remembering = new ConcurrentLinkedQueue<>();

    @Override
    public void onStageCompleted(SparkListenerStageCompleted completed) {
        var stage = completed.stageInfo();
        for (RDDInfo data : JavaConverters.seqAsJavaList(stage.rddInfos())) {
            if (data.name().equals("DataSourceRDD")) {
                reading.add(stage.numTasks());
            } else if (data.name().equals("StateStoreRDD")) {
                remembering.add(stage.numTasks());
            }
        }
    }

    /** How many reading stages have ended. */
    int read() {
        return reading.size();
    }

    /** The different numbers of tasks of the stages that read the topic. */
    Set<Integer> reading() {
        return new TreeSet<>(reading);
    }

    /** The different numbers of tasks of the stages that keep the state. */
    Set<Integer> remembering() {
        return new TreeSet<>(remembering);
    }
}
