package dev.kerbside.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line of the protocol: words with tabs between them, whose own tabs, ends of lines and backslashes are escaped. */
final class Words {
    private static final Pattern SPECIAL = Pattern.compile("[\\\\\t\n\r]");
    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

    private Words() {}

    static String line(List<String> words) {
        return String.join("\t", words.stream().map(Words::escaped).toList());
    }

    static List<String> of(String line) {
        List<String> words = new ArrayList<>();
        for (String word : line.split("\t", -1)) {
            words.add(ESCAPED.matcher(word).replaceAll(found -> Matcher.quoteReplacement(plain(found.group(1)))));
        }
        return words;
    }

    private static String escaped(String word) {
        return SPECIAL.matcher(word)
                .replaceAll(found -> Matcher.quoteReplacement(
                        switch (found.group()) {
                            case "\t" -> "\\t";
                            case "\n" -> "\\n";
                            case "\r" -> "\\r";
                            default -> "\\\\";
                        }));
    }

    private static String plain(String letter) {
        return switch (letter) {
            case "t" -> "\t";
            case "n" -> "\n";
            case "r" -> "\r";
            default -> letter;
        };
    }
}
