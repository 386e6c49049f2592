package dev.kerbside.kit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code kerberos/README.md}, and the rows of its tables. */
final class KerberosPage extends TestedPage {
    private static final Path FILE = Path.of("kerberos", "README.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|.*?\\| `([^`]+)` \\|$");
    private static final Pattern FILE_ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|[^|]*\\|[^|]*\\|$");

    KerberosPage() throws IOException {
        super(FILE);
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
        int begin = text().indexOf(heading);
        int end = text().indexOf("\n## ", begin + 1);
        Map<String, String> rows = new LinkedHashMap<>();
        pattern.matcher(text().substring(begin, end))
                .results()
                .forEach(row -> rows.put(row.group(1), row.group(value)));
        return rows;
    }
}
