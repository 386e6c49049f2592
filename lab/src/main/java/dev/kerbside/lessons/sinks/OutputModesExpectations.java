package dev.kerbside.lessons.sinks;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.kerbside.drills.Claims;
import dev.kerbside.steps.TutorialContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** What the nine trips of {@link OutputModes} must come to, worked out by hand, and Spark's refusals to the letter. */
record OutputModesExpectations(String folder, String written, OutputModesFindings found, TutorialContext context) {
    private static final String AGAIN = "Do the lesson again: lab step do 23";

    private static final List<List<String>> AS_THEY_CAME = List.of(
            List.of("00:10 Manhattan", "00:20 Manhattan", "00:40 Queens"),
            List.of("00:50 Manhattan", "01:05 Queens", "01:15 Queens"),
            List.of("01:20 Queens", "02:05 Manhattan", "02:30 Manhattan"));

    /** The rows of each micro-batch. The watermark is 01:05 after the second, and 02:20 after the third. */
    private static final Map<String, List<List<String>>> WRITTEN = Map.of(
            "HOURLY complete",
            List.of(
                    List.of("00:00 Manhattan 2", "00:00 Queens 1"),
                    List.of("00:00 Manhattan 3", "00:00 Queens 1", "01:00 Queens 2"),
                    List.of("00:00 Manhattan 3", "00:00 Queens 1", "01:00 Queens 3", "02:00 Manhattan 2")),
            "HOURLY update",
            List.of(
                    List.of("00:00 Manhattan 2", "00:00 Queens 1"),
                    List.of("00:00 Manhattan 3", "01:00 Queens 2"),
                    List.of("01:00 Queens 3", "02:00 Manhattan 2"),
                    List.of()),
            "HOURLY append",
            List.of(List.of(), List.of(), List.of("00:00 Manhattan 3", "00:00 Queens 1"), List.of("01:00 Queens 3")),
            "TRIPS update",
            AS_THEY_CAME,
            "TRIPS append",
            AS_THEY_CAME);

    private static final String NO_FILES = "Data source parquet does not support %s output mode";
    private static final String NOTHING_TO_COMPLETE =
            "Complete output mode not supported when there are no streaming aggregations on streaming DataFrames/Datasets";
    private static final String NEVER_DONE =
            "Append output mode not supported when there are streaming aggregations on streaming DataFrames/DataSets without watermark";
    private static final String NOT_AGAIN = "This query does not support recovering from checkpoint location";
    private static final String NO_ORDER =
            "Sorting is not supported on streaming DataFrames/Datasets, unless it is on aggregated DataFrame/Dataset in Complete output mode";

    void claim(Claims claims) throws Exception {
        Map<String, List<String>> records = records();
        try (FileSystem fs = context.hdfs()) {
            for (String combination : new TreeMap<>(WRITTEN).keySet()) {
                List<List<String>> expected = WRITTEN.get(combination);
                List<String> sinks = new ArrayList<>();
                for (ModeRun run : found.runs()) {
                    if (combination.equals(run.query() + " " + run.mode())) {
                        claimWritten(run, expected, read(run, expected, records, fs));
                        sinks.add(run.sink().toString().toLowerCase(Locale.ROOT));
                    }
                }
                claims.equal(
                        "%s mode, rows by micro-batch %s, written to"
                                .formatted(
                                        combination,
                                        expected.stream().map(List::size).toList()),
                        sinks,
                        combination.endsWith("append")
                                ? List.of("console", "memory", "kafka", "parquet")
                                : List.of("console", "memory", "kafka"),
                        AGAIN);
            }
        }
        claimRefused(claims);
    }

    private static void claimWritten(ModeRun run, List<List<String>> expected, List<List<String>> read) {
        String what = "What %s in %s mode wrote to %s".formatted(run.query(), run.mode(), run.sink());
        new Claims()
                .equal(what, sorted(read), sorted(readable(run, expected)), AGAIN)
                .equal(
                        what + ", in rows as Spark counts them,",
                        run.counted(),
                        expected.stream()
                                // The file sink does not count.
                                .map(batch -> run.sink() == Sink.PARQUET ? -1L : batch.size())
                                .toList(),
                        AGAIN);
    }

    /** What can be read of these micro-batches: memory has one table, which complete mode replaces. */
    private static List<List<String>> readable(ModeRun run, List<List<String>> batches) {
        if (run.sink() != Sink.MEMORY) {
            return batches;
        }
        return List.of(
                run.mode().equals("complete")
                        ? batches.get(batches.size() - 1)
                        : batches.stream().flatMap(List::stream).toList());
    }

    private List<List<String>> read(
            ModeRun run, List<List<String>> expected, Map<String, List<String>> records, FileSystem fs)
            throws Exception {
        String name = ModeRun.name(run.query(), run.mode(), run.sink());
        return switch (run.sink()) {
            case CONSOLE, MEMORY -> run.seen();
            case KAFKA -> portions(records.getOrDefault(name, List.of()), expected);
            case PARQUET -> new ParquetFolder(fs, new Path(folder, name)).batches();
        };
    }

    /** What the Kafka sink wrote, by key, in the topic's order. */
    private Map<String, List<String>> records() {
        Map<String, List<String>> records = new HashMap<>();
        context.topic(written).forEach(record -> records.computeIfAbsent(text(record.key()), key -> new ArrayList<>())
                .add(text(record.value())));
        return records;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** A topic knows no micro-batches: the rows cut as these are, and what is left over. */
    private static List<List<String>> portions(List<String> rows, List<List<String>> like) {
        List<List<String>> portions = new ArrayList<>();
        int from = 0;
        for (List<String> batch : like) {
            int to = Math.min(rows.size(), from + batch.size());
            portions.add(rows.subList(from, to));
            from = to;
        }
        if (from < rows.size()) {
            portions.add(rows.subList(from, rows.size()));
        }
        return portions;
    }

    /** Within a micro-batch, or a table, rows come in no order. */
    private static List<List<String>> sorted(List<List<String>> batches) {
        return batches.stream().map(batch -> batch.stream().sorted().toList()).toList();
    }

    private void claimRefused(Claims claims) {
        Map<String, List<String>> byWords = found.refusals().stream()
                .collect(groupingBy(
                        ModeRefusal::words,
                        TreeMap::new,
                        mapping(one -> ModeRun.name(one.query(), one.mode(), one.sink()), toList())));
        Map<String, List<String>> expected = new TreeMap<>(Map.of(
                NO_FILES.formatted("Complete"),
                names("HOURLY complete PARQUET", "TRIPS complete PARQUET"),
                NO_FILES.formatted("Update"),
                names("HOURLY update PARQUET", "SORTED update PARQUET", "TRIPS update PARQUET"),
                NOTHING_TO_COMPLETE,
                names("TRIPS complete CONSOLE", "TRIPS complete MEMORY", "TRIPS complete KAFKA"),
                NEVER_DONE,
                names(
                        "UNBOUNDED append CONSOLE",
                        "UNBOUNDED append MEMORY",
                        "UNBOUNDED append KAFKA",
                        "UNBOUNDED append PARQUET"),
                NO_ORDER,
                names(
                        "SORTED update CONSOLE",
                        "SORTED update MEMORY",
                        "SORTED update KAFKA",
                        "SORTED append CONSOLE",
                        "SORTED append MEMORY",
                        "SORTED append KAFKA",
                        "SORTED append PARQUET")));
        expected.keySet()
                .forEach(words -> claims.equal(
                        "refused with \"" + words + "\"", byWords.remove(words), expected.get(words), AGAIN));
        claims.that(byWords.isEmpty(), "nothing else was refused").orElse("Spark also refused " + byWords, AGAIN);
        claims.that(
                        found.again().startsWith(NOT_AGAIN),
                        "a table in memory cannot go on from a checkpoint: \"%s …\"".formatted(NOT_AGAIN))
                .orElse("Started again from its checkpoint, the query into memory says: " + found.again(), AGAIN);
    }

    private static List<String> names(String... combinations) {
        return Stream.of(combinations)
                .map(one -> one.replace(' ', '_').toLowerCase(Locale.ROOT))
                .toList();
    }
}
