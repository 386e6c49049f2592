package dev.kerbside.lessons.sinks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kerbside.TutorialNames;
import dev.kerbside.lessons.StubLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.record.SimpleRecord;

/** What Spark 3.5 makes of lesson 23's nine trips, and leaves in a topic and in folders; written down from a run. */
final class OutputModesSample {
    private static final List<List<String>> TRIPS = List.of(
            List.of("00:10 Manhattan", "00:20 Manhattan", "00:40 Queens"),
            List.of("00:50 Manhattan", "01:05 Queens", "01:15 Queens"),
            List.of("01:20 Queens", "02:05 Manhattan", "02:30 Manhattan"));

    private OutputModesSample() {}

    /** The rows of each micro-batch. */
    static List<List<String>> rows(Query query, String mode) {
        if (query == Query.TRIPS) {
            return TRIPS;
        }
        return switch (mode) {
            case "complete" ->
                List.of(
                        List.of("00:00 Manhattan 2", "00:00 Queens 1"),
                        List.of("00:00 Manhattan 3", "00:00 Queens 1", "01:00 Queens 2"),
                        List.of("00:00 Manhattan 3", "00:00 Queens 1", "01:00 Queens 3", "02:00 Manhattan 2"));
            case "update" ->
                List.of(
                        List.of("00:00 Manhattan 2", "00:00 Queens 1"),
                        List.of("00:00 Manhattan 3", "01:00 Queens 2"),
                        List.of("01:00 Queens 3", "02:00 Manhattan 2"),
                        List.of());
            default ->
                List.of(
                        List.of(),
                        List.of(),
                        List.of("00:00 Manhattan 3", "00:00 Queens 1"),
                        List.of("01:00 Queens 3"));
        };
    }

    /** In the order in which the lesson tries them. */
    static OutputModesFindings found() {
        OutputModesFindings found = new OutputModesFindings(
                new ArrayList<>(),
                new ArrayList<>(),
                "This query does not support recovering from checkpoint location. Delete /again/offsets to start over.");
        for (Query query : Query.values()) {
            for (String mode : OutputModes.MODES) {
                boolean tried = query == Query.HOURLY
                        || query == Query.TRIPS
                        || mode.equals("append")
                        || query == Query.SORTED && mode.equals("update");
                for (Sink sink : tried ? Sink.values() : new Sink[0]) {
                    String words = refusal(query, mode, sink);
                    if (words == null) {
                        found.runs().add(run(query, mode, sink));
                    } else {
                        found.refusals().add(new ModeRefusal(query, mode, sink, words));
                    }
                }
            }
        }
        return found;
    }

    /** Where in {@link #found} this run is. */
    static int index(Query query, String mode, Sink sink) {
        List<ModeRun> runs = found().runs();
        return IntStream.range(0, runs.size())
                .filter(i -> {
                    ModeRun run = runs.get(i);
                    return run.query() == query && run.mode().equals(mode) && run.sink() == sink;
                })
                .findFirst()
                .orElseThrow();
    }

    private static ModeRun run(Query query, String mode, Sink sink) {
        List<List<String>> rows = rows(query, mode);
        List<String> all = rows.stream().flatMap(List::stream).toList();
        return new ModeRun(
                query,
                mode,
                sink,
                rows.stream()
                        .map(batch -> sink == Sink.PARQUET ? -1L : batch.size())
                        .toList(),
                switch (sink) {
                    case CONSOLE -> rows;
                    case MEMORY -> List.of(mode.equals("complete") ? rows.get(rows.size() - 1) : all);
                    case KAFKA, PARQUET -> List.of();
                });
    }

    private static String refusal(Query query, String mode, Sink sink) {
        if (query == Query.UNBOUNDED) {
            return "Append output mode not supported when there are streaming aggregations on streaming"
                    + " DataFrames/DataSets without watermark";
        } else if (sink == Sink.PARQUET && !mode.equals("append")) {
            return "Data source parquet does not support "
                    + mode.substring(0, 1).toUpperCase(Locale.ROOT) + mode.substring(1) + " output mode";
        } else if (query == Query.SORTED) {
            return "Sorting is not supported on streaming DataFrames/Datasets, unless it is on aggregated"
                    + " DataFrame/Dataset in Complete output mode";
        } else if (query == Query.TRIPS && mode.equals("complete")) {
            return "Complete output mode not supported when there are no streaming aggregations on streaming"
                    + " DataFrames/Datasets";
        }
        return null;
    }

    /** What the Kafka sink wrote, all of it in one partition. */
    static List<SimpleRecord> records() {
        return found().runs().stream()
                .filter(run -> run.sink() == Sink.KAFKA)
                .flatMap(run -> rows(run.query(), run.mode()).stream()
                        .flatMap(List::stream)
                        .map(row -> record(run.query(), run.mode(), row)))
                .toList();
    }

    static SimpleRecord record(Query query, String mode, String row) {
        return new SimpleRecord(ModeRun.name(query, mode, Sink.KAFKA).getBytes(UTF_8), row.getBytes(UTF_8));
    }

    /** Leaves what the file sink wrote, a file a micro-batch that has rows. */
    static void files(StubLab lab, Query query, List<List<String>> batches) throws IOException, SQLException {
        String name = ModeRun.name(query, "append", Sink.PARQUET);
        String folder = new OutputModes().folder(TutorialNames.TDP) + "/" + name;
        Path here = lab.user().getParent().resolve(folder.substring(1));
        Files.createDirectories(here.resolve("_spark_metadata"));
        for (int i = 0; i < batches.size(); i++) {
            List<String> log = new ArrayList<>(List.of("v1"));
            if (!batches.get(i).isEmpty()) {
                parquet(here.resolve("part-" + i), batches.get(i));
                log.add("{\"path\":\"%s/part-%d\",\"action\":\"add\"}".formatted(folder, i));
            }
            Files.write(here.resolve("_spark_metadata").resolve(String.valueOf(i)), log);
        }
    }

    private static void parquet(Path file, List<String> rows) throws SQLException {
        String values = rows.stream()
                .map(row -> Stream.of(row.split(" ")).collect(Collectors.joining("','", "('", "')")))
                .collect(Collectors.joining(","));
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute("COPY (FROM (VALUES %s)) TO '%s' (FORMAT parquet)".formatted(values, file));
        }
    }
}
