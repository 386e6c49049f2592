package dev.kerbside.config;

import java.util.Map;
import java.util.regex.Pattern;

/** What the text of a {@code .properties} file must be: Kafka's programs read it as ISO 8859-1. */
final class PropertiesText {
    private static final Pattern NOT_ASCII = Pattern.compile("[^\\x00-\\x7f]");

    private PropertiesText() {}

    /** A line for each value; a line that comes after another of the same name counts. */
    static String lines(String prefix, Map<String, String> values) {
        StringBuilder text = new StringBuilder();
        values.forEach((name, value) -> text.append(prefix)
                .append(name)
                .append('=')
                .append(value.replace("\\", "\\\\").replace("\r", "").replace("\n", "\\n"))
                .append('\n'));
        return text.toString();
    }

    /** The same with every other letter as {@code \\uXXXX}, which every reader of such files takes. */
    static String ascii(String text) {
        return NOT_ASCII
                .matcher(text)
                .replaceAll(letter ->
                        letter.group().chars().mapToObj("\\\\u%04x"::formatted).reduce("", String::concat));
    }
}
