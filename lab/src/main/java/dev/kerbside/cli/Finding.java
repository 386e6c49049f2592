package dev.kerbside.cli;

import java.util.Locale;

/**
 * What {@link Doctor} has found at one place.
 *
 * @param found what is so and, if that is not well, why it matters
 * @param cure what to do, or {@code null} if nothing is wrong
 */
record Finding(Verdict verdict, String what, String found, String cure) {
    enum Verdict {
        OK,
        WARN,
        FAIL
    }

    static Finding ok(String what, String found) {
        return new Finding(Verdict.OK, what, found, null);
    }

    /** A lab runs, but something that a person does with it may not. */
    static Finding warn(String what, String found, String cure) {
        return new Finding(Verdict.WARN, what, found, cure);
    }

    /** No lab runs. */
    static Finding fail(String what, String found, String cure) {
        return new Finding(Verdict.FAIL, what, found, cure);
    }

    /** One line for a person. */
    String line() {
        String said = "%-5s %-12s %s".formatted(verdict.name().toLowerCase(Locale.ROOT), what, found);
        return cure == null ? said : said.replaceFirst("[.]$", "") + ". Cure: " + cure;
    }
}
