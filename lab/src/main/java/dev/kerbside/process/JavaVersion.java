package dev.kerbside.process;

/**
 * Which Javas the lab runs on. Spark 3.5 needs 17; Hadoop 3.4.3 and Kafka 3.9.2 are the oldest that run on 24 and later;
 * the newest is the newest that was tried. The launcher, which has no Java yet, says the same.
 */
public final class JavaVersion {
    public static final int OLDEST = 17;
    public static final int NEWEST = 25;

    /** As one speaks of them. */
    public static final String RANGE = "Java %d to %d".formatted(OLDEST, NEWEST);

    /** What to do about any other. */
    public static final String CURE =
            "Install a JDK, %d to %d (not a JRE), and set JAVA_HOME to it.".formatted(OLDEST, NEWEST);

    private JavaVersion() {}

    /** Whether the lab runs on it. @param feature the first of a version's numbers */
    public static boolean fits(int feature) {
        return OLDEST <= feature && feature <= NEWEST;
    }
}
