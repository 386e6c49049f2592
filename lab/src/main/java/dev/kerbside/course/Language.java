package dev.kerbside.course;

import java.util.Locale;

/** The languages in which the tutorial's programs and exercises are written. */
public enum Language {
    JAVA,
    PYTHON;

    /** As an option names it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
