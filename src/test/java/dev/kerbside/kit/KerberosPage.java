package dev.kerbside.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code kerberos/README.md} as the source of what the tests run: the fenced block after a comment
 * {@code <!-- run: NAME -->}, and the rows of its tables.
 */
final class KerberosPage {
    private static final Path FILE = Path.of("kerberos", "README.md");
    private static final Pattern BLOCK = Pattern.compile("<!-- run: (\\S+) -->\n```\\w+\n(.*?)\n```", Pattern.DOTALL);
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|.*?\\| `([^`]+)` \\|$");
    private static final Pattern FILE_ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|[^|]*\\|[^|]*\\|$");

    private final String text;

    KerberosPage() throws IOException {
        text = Files.readString(FILE);
    }

    /** The block's text, exactly as it is printed. */
    String block(String name) {
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            if (block.group(1).equals(name)) {
                return block.group(2);
            }
        }
        throw new AssertionError(FILE + " has no block after <!-- run: " + name + " -->");
    }

    /** Principal → its keytab, from the section "Principals". */
    Map<String, String> principals() {
        return rows("## Principals", ROW, 2);
    }

    /** Files of the lab's folder, from the section "What is in the lab's folder". */
    Iterable<String> files() {
        return rows("## What is in the lab's folder", FILE_ROW, 1).keySet();
    }

    private Map<String, String> rows(String heading, Pattern pattern, int value) {
        int begin = text.indexOf(heading);
        int end = text.indexOf("\n## ", begin + 1);
        Map<String, String> rows = new LinkedHashMap<>();
        pattern.matcher(text.substring(begin, end)).results().forEach(row -> rows.put(row.group(1), row.group(value)));
        return rows;
    }
}
