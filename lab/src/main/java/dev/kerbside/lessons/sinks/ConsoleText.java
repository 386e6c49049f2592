package dev.kerbside.lessons.sinks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Reads what Spark's console sink printed: a heading and a table for each micro-batch. */
final class ConsoleText {
    private ConsoleText() {}

    /** The rows of each table, without its head; the cells of a row are separated by blanks. */
    static List<List<String>> batches(String printed) {
        List<List<String>> batches = new ArrayList<>();
        int rules = 0;
        for (String line : printed.lines().toList()) {
            if (line.startsWith("Batch: ")) {
                batches.add(new ArrayList<>());
                rules = 0;
            } else if (line.startsWith("+-")) {
                rules++;
            } else if (line.startsWith("|") && rules == 2) {
                batches.get(batches.size() - 1).add(cells(line));
            }
        }
        return batches;
    }

    private static String cells(String line) {
        return Arrays.stream(line.substring(1, line.length() - 1).split("\\|"))
                .map(String::trim)
                .collect(Collectors.joining(" "));
    }
}
