package dev.kerbside;

/** Text that is not the lab's own, as it may be shown in a terminal: what could act there is written as {@code \\uXXXX}. */
public final class Printable {
    private static final String BIDIRECTIONAL =
            "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069";

    private Printable() {}

    /** Escapes control characters (C0 but the tab, DEL, C1, line separators) and those that turn the direction of writing. */
    public static String of(String text) {
        StringBuilder shown = new StringBuilder();
        for (char c : text.toCharArray()) {
            shown.append(acts(c) ? String.format("\\u%04X", (int) c) : String.valueOf(c));
        }
        return shown.toString();
    }

    private static boolean acts(int c) {
        return c != '\t' && Character.isISOControl(c)
                || c == '\u2028'
                || c == '\u2029'
                || BIDIRECTIONAL.indexOf(c) >= 0;
    }
}
