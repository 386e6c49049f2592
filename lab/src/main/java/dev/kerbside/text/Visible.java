package dev.kerbside.text;

/**
 * Text of others (names of files and nodes, log lines, records, principals) for a terminal or a page: what would
 * command it, or show the text as another one, is shown as its number instead. These are all control characters but the ends of lines
 * and the tab, and those that turn the direction of writing or have no shape.
 */
public final class Visible {
    private Visible() {}

    public static String of(String text) {
        return text.codePoints().allMatch(Visible::isShown) ? text : escaped(text);
    }

    /** The same of what has to fit into one line, as a name in a table: without ends of lines. */
    public static String line(String text) {
        return of(String.valueOf(text).replace("\n", "\\n").replace("\t", "\\t"));
    }

    private static String escaped(String text) {
        StringBuilder shown = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (isShown(c)) {
                shown.appendCodePoint(c);
            } else {
                shown.append(c > 0xffff ? "\\u{%X}".formatted(c) : "\\u%04X".formatted(c));
            }
        });
        return shown.toString();
    }

    private static boolean isShown(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c == '\n' || c == '\t';
            case Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> true;
        };
    }
}
