package dev.kerbside.lessons.growth;

import dev.kerbside.steps.Narrator;
import org.apache.spark.sql.streaming.StreamingQueryListener;

/** Tells a person what Spark says of each micro-batch, while a query runs. */
final class LiveLine extends StreamingQueryListener {
    private final Narrator narrator;

    LiveLine(Narrator narrator) {
        this.narrator = narrator;
    }

    @Override
    public void onQueryStarted(QueryStartedEvent started) {}

    @Override
    public void onQueryProgress(QueryProgressEvent event) {
        narrator.progress(MicroBatch.of(event.progress()).line());
    }

    @Override
    public void onQueryTerminated(QueryTerminatedEvent terminated) {}
}
