package dev.kerbside.lessons.sinks;

import java.util.List;
import java.util.Locale;

/**
 * A combination that ran.
 *
 * @param counted rows written in each micro-batch, as Spark counts them
 * @param seen what could be read in this process only: the console's micro-batches, or the table in memory
 */
record ModeRun(Query query, String mode, Sink sink, List<Long> counted, List<List<String>> seen) {
    /** What such a run is called: its query, its table in memory, its folder. */
    static String name(Query query, String mode, Sink sink) {
        return "%s_%s_%s".formatted(query, mode, sink).toLowerCase(Locale.ROOT);
    }
}
