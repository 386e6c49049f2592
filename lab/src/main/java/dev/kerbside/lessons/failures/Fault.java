package dev.kerbside.lessons.failures;

import java.util.Locale;

/** What is killed with -9, again and again, while trips are sent and counted. */
public enum Fault {
    JOB,
    BROKER,
    DATANODE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
