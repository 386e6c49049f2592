package dev.kerbside.taxi;

import java.math.BigDecimal;

/**
 * A finite double as pandas writes it in JSON: plain decimal, at least one and at most ten places, trailing zeros cut
 * ({@code 1.0}, {@code 20.16} for 20.160000000000004). Reused for every number of a writer, so that a number costs no
 * allocation. Source: pandas' ujson encoder with its default double_precision=10, and to_json of two real months.
 */
public final class JsonDecimal {
    static final int PLACES = 10;
    private static final long POW = 10_000_000_000L;
    /** Below it, a double that is the nearest to some whole number of cents prints as just that: 10 places say no more. */
    private static final double CENTS_LIMIT = 1e5;

    /** From here on the whole part needs more than pandas' plain form; all digits are written. */
    private static final double LIMIT = 1e16;

    private final byte[] digits = new byte[32];
    private int start;

    /** The whole and the fractional part, in 10<sup>-10</sup>, as written; for |value| below 1e16. */
    public static long whole(double value) {
        double abs = Math.abs(value);
        long whole = (long) abs;
        return places(abs - whole) == POW ? whole + 1 : whole;
    }

    public static long fraction(double value) {
        double abs = Math.abs(value);
        return places(abs - (long) abs) % POW;
    }

    private static long places(double rest) {
        double scaled = rest * POW;
        long places = (long) scaled;
        double over = scaled - places;
        return over > 0.5 || (over == 0.5 && (places & 1) == 1) ? places + 1 : places;
    }

    /** Sets the number; {@link #bytes}, {@link #offset} and {@link #length} then say where its text is, in ASCII. */
    public JsonDecimal set(double value) {
        start = digits.length;
        double abs = Math.abs(value);
        long cents = (long) (abs * 100 + 0.5);
        if (abs < CENTS_LIMIT && cents / 100.0 == abs) {
            // Most of a taxi's numbers: two places to write, not ten to cut.
            prepend(cents / 100, cents % 100, 2);
        } else {
            prepend(whole(value), fraction(value), PLACES);
        }
        if (value < 0) {
            digits[--start] = '-';
        }
        return this;
    }

    /** The same for a whole number, without a point. */
    public JsonDecimal set(long value) {
        start = digits.length;
        prepend(value);
        if (value < 0) {
            digits[--start] = '-';
        }
        return this;
    }

    private void prepend(long whole, long fraction, int places) {
        while (places > 1 && fraction % 10 == 0) {
            fraction /= 10;
            places--;
        }
        for (; places > 0; places--) {
            digits[--start] = (byte) ('0' + fraction % 10);
            fraction /= 10;
        }
        digits[--start] = '.';
        prepend(whole);
    }

    private void prepend(long whole) {
        do {
            // The remainder's absolute value, because the smallest long has none.
            digits[--start] = (byte) ('0' + Math.abs(whole % 10));
            whole /= 10;
        } while (whole != 0);
    }

    /** Whether {@link #set} can write it. */
    public static boolean fits(double value) {
        return Math.abs(value) < LIMIT;
    }

    /** The text of a value that does not fit: all its digits. */
    public static String big(double value) {
        return new BigDecimal(value).toPlainString() + ".0";
    }

    public byte[] bytes() {
        return digits;
    }

    public int offset() {
        return start;
    }

    public int length() {
        return digits.length - start;
    }
}
