package dev.kerbside.course;

import java.text.Normalizer;
import java.util.Map;
import java.util.stream.Collectors;

/** Text for terminals that know nothing but ASCII. What a drawing is made of keeps its width. */
final class Ascii {
    private static final Map<Integer, String> SIGNS = Map.ofEntries(
            sign("…", "..."),
            sign("✓", "ok"),
            sign("✗", "x"),
            sign("§", "section"),
            sign("×", "x"),
            sign("≤", "<="),
            sign("≥", ">="),
            sign("≠", "!="),
            sign("÷", "/"),
            sign("·", "-"),
            sign("•", "*"),
            sign("–", "-"),
            sign("—", "-"),
            sign("−", "-"),
            sign("‘", "'"),
            sign("’", "'"),
            sign("“", "\""),
            sign("”", "\""));

    private static final String LEVEL = "─━═╌┄┈╴╶";
    private static final String UPRIGHT = "│┃║╎┆┊╵╷";
    private static final String RIGHT = "→►▶▸⇒⟶";
    private static final String LEFT = "←◄◀◂⇐⟵";
    private static final String UP = "↑▲▴△⇑";
    private static final String DOWN = "↓▼▾▽⇓";
    private static final String DOT = "●○◆◇■□";

    private Ascii() {}

    static String of(String text) {
        return text.codePoints().mapToObj(Ascii::of).collect(Collectors.joining());
    }

    private static String of(int c) {
        if (c < 128) {
            return Character.toString(c);
        }
        return SIGNS.getOrDefault(c, drawn(c));
    }

    private static String drawn(int c) {
        if (LEVEL.indexOf(c) >= 0) {
            return "-";
        } else if (UPRIGHT.indexOf(c) >= 0) {
            return "|";
        } else if (RIGHT.indexOf(c) >= 0) {
            return ">";
        } else if (LEFT.indexOf(c) >= 0) {
            return "<";
        } else if (UP.indexOf(c) >= 0) {
            return "^";
        } else if (DOWN.indexOf(c) >= 0) {
            return "v";
        } else if (DOT.indexOf(c) >= 0) {
            return "o";
        }
        return switch (Character.UnicodeBlock.of(c).toString()) {
            case "BOX_DRAWING" -> "+";
            case "BLOCK_ELEMENTS" -> "#";
            default -> letter(c);
        };
    }

    /** A letter without its accent. */
    private static String letter(int c) {
        String plain = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "");
        return plain.chars().allMatch(part -> part < 128) ? plain : "?";
    }

    private static Map.Entry<Integer, String> sign(String sign, String ascii) {
        return Map.entry(sign.codePointAt(0), ascii);
    }
}
