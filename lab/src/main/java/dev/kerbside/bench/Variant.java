package dev.kerbside.bench;

import java.util.Locale;

/** How {@link StreamJob} does it. */
enum Variant {
    /** What {@code lab run} submits: the query of the table, and the dead letters. */
    JOB,
    /** The same in micro-batches of {@link #SMALL} records: planning is what they warm up. */
    SMALL_BATCHES,
    /** The table's query alone, which is all that the tutorial has. */
    TABLE,
    /** The same as the tutorial has it: one thread, 200 shuffle partitions, 20 rows; the rest is Spark's default. */
    TUTORIAL,
    /** The table by one batch job. */
    BATCH;

    static final int SMALL = 2_000;

    boolean hasDeadLetters() {
        return this == JOB || this == SMALL_BATCHES;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
