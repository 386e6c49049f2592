package dev.kerbside.kit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The tables that Spark's console sink prints, whatever their columns are. */
final class ForeignTable {
    private static final Pattern TABLE =
            Pattern.compile("Batch: \\d+\\n-+\\n\\+-.*\\n(\\|.*)\\n\\+-.*\\n((?:\\|.*\\n)*)\\+-.*\\n");

    private ForeignTable() {}

    /** The last one that was printed whole: the values of each row by the names of the columns. */
    static Optional<List<Map<String, String>>> last(String console) {
        return TABLE.matcher(console)
                .results()
                .reduce((first, second) -> second)
                .map(table -> table.group(2)
                        .lines()
                        .map(row -> row(cells(table.group(1)), cells(row)))
                        .toList());
    }

    private static List<String> cells(String line) {
        return List.of(line.substring(1).split(" *\\|"));
    }

    private static Map<String, String> row(List<String> names, List<String> values) {
        return IntStream.range(0, names.size()).boxed().collect(Collectors.toMap(names::get, values::get));
    }
}
