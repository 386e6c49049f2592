package dev.kerbside.lessons.eventtime;

import dev.kerbside.drills.Claims;
import dev.kerbside.drills.WindowsDrill;
import dev.kerbside.steps.CodeExercise;
import dev.kerbside.steps.Drain;
import dev.kerbside.steps.Exercise;
import dev.kerbside.steps.Ingest;
import dev.kerbside.steps.Lesson;
import dev.kerbside.steps.TutorialContext;
import dev.kerbside.taxi.job.Job;
import dev.kerbside.taxi.job.JobSettings;
import dev.kerbside.taxi.job.NycTaxiStreaming;
import dev.kerbside.taxi.job.TripQuestions;
import dev.kerbside.taxi.table.TripWindow;
import dev.kerbside.taxi.table.WindowOracle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryProgress;

/**
 * Windows of three kinds over the month, as streaming queries that run at once. Each leaves its table as CSV in HDFS, where
 * it must equal what DuckDB computes from the file.
 */
public final class Windows implements Lesson<Windows.Found> {
    private static final CodeExercise CODE =
            CodeExercise.of(TripQuestions.class, new WindowsDrill(), "sliding", "sessions");

    private static final int BATCHES = 3;
    private static final String WATERMARKED = "sessions-with-watermark";
    private static final String CURE = "Look at TripQuestions, and do the lesson again with it: lab step check 21";

    /**
     * @param batches micro-batches, by kind of window
     * @param dropped rows that Spark says the watermark dropped
     */
    record Found(Map<String, Long> batches, Map<String, Long> dropped) {}

    @Override
    public String id() {
        return "21-windows";
    }

    @Override
    public String title() {
        return "Windows that tumble, slide and wait";
    }

    @Override
    public Optional<Exercise> exercise() {
        return Optional.of(CODE);
    }

    @Override
    public Class<Found> findings() {
        return Found.class;
    }

    private static Map<String, Question> questions(Job job) {
        Map<String, Question> questions = new LinkedHashMap<>();
        questions.put("tumbling", TripQuestions::tumbling);
        questions.put("sliding", job::sliding);
        questions.put("sessions", job::sessions);
        // The one kind of window for which a watermark drops trips in complete mode too.
        questions.put(WATERMARKED, trips -> job.sessions(trips.withWatermark("lpep_dropoff_datetime", "10 minutes")));
        return questions;
    }

    @Override
    public Found observe(TutorialContext context) throws Exception {
        Ingest.send(context, topic(context.names()));
        Map<String, StreamingQuery> queries = new LinkedHashMap<>();
        for (var question : questions(context.job()).entrySet()) {
            context.narrator().say("counting in windows: " + question.getKey());
            JobSettings settings = context.settings()
                    .reading(topic(context.names()), "earliest")
                    .inBatchesOf(context.rows() / BATCHES + 1);
            Dataset<Row> trips = NycTaxiStreaming.parse(NycTaxiStreaming.readFromKafka(context.spark(), settings));
            String table = folder(context.names()) + "/" + question.getKey();
            queries.put(
                    question.getKey(),
                    Drain.start(
                            question.getValue().of(trips),
                            "complete",
                            settings.checkpoint(question.getKey()),
                            (rows, id) -> write(rows, table)));
        }
        Found found = new Found(new LinkedHashMap<>(), new LinkedHashMap<>());
        for (var query : queries.entrySet()) {
            query.getValue().awaitTermination();
            StreamingQueryProgress[] batches = query.getValue().recentProgress();
            found.batches().put(query.getKey(), (long) batches.length);
            long dropped = Stream.of(batches)
                    .mapToLong(batch -> batch.stateOperators()[0].numRowsDroppedByWatermark())
                    .sum();
            found.dropped().put(query.getKey(), dropped);
        }
        return found;
    }

    /** Complete mode: each micro-batch brings the whole table. */
    private static void write(Dataset<Row> rows, String table) {
        TripWindow.Bounds bounds = TripWindow.Bounds.in(rows.schema()).orElseThrow();
        String zone = List.of(rows.columns()).contains("DOLocationID") ? "DOLocationID" : "CAST(NULL AS LONG)";
        rows.selectExpr(bounds.start(), bounds.end(), zone + " AS zone", "TripCount", "TotalTripAmount")
                .coalesce(1)
                .write()
                .mode("overwrite")
                .csv(table);
    }

    @Override
    public void judge(Found found, TutorialContext context, Claims claims) throws Exception {
        Map<String, List<TripWindow>> expected = WindowOracle.expected(context.tripFile());
        Map<String, List<TripWindow>> tables = new LinkedHashMap<>();
        for (String kind : expected.keySet()) {
            List<TripWindow> table = read(context, kind);
            tables.put(kind, table);
            Optional<String> difference = TripWindow.difference(table, expected.get(kind));
            claims.that(
                            difference.isEmpty(),
                            "%s: %,d windows in %d micro-batches, equal to the oracle, cell by cell"
                                    .formatted(
                                            kind, table.size(), found.batches().get(kind)))
                    .orElse("%s: %s".formatted(kind, difference.orElse("")), CURE);
        }
        long trips = context.rows();
        claims.equal("trips in tumbling windows, each once", trips(tables.get("tumbling")), trips, CURE)
                .equal("trips in sliding windows, each four times", trips(tables.get("sliding")), 4 * trips, CURE)
                .equal("trips in sessions, each once", trips(tables.get("sessions")), trips, CURE);
        longest(tables.get("sessions"), claims);
        long left = trips(read(context, WATERMARKED));
        long dropped = found.dropped().get(WATERMARKED);
        claims.that(
                        left < trips && dropped > 0,
                        "sessions with a watermark: %,d of %,d trips are left, in complete mode too"
                                .formatted(left, trips))
                .orElse(
                        "Sessions with a watermark have %,d of %,d trips, %,d rows were dropped"
                                .formatted(left, trips, dropped),
                        "This month may be in order of time: choose another one (--file, --month).");
    }

    private static void longest(List<TripWindow> sessions, Claims claims) {
        TripWindow longest =
                sessions.stream().max(Comparator.comparing(TripWindow::trips)).orElseThrow();
        claims.that(
                        longest.trips() > 1
                                && longest.end().isAfter(longest.start().plusSeconds(20 * 60)),
                        "the session of the most trips: %d in zone %d, from %s to %s"
                                .formatted(longest.trips(), longest.zone(), longest.start(), longest.end()))
                .orElse(
                        "No session has more than one trip: no two trips ended within 20 minutes in one zone",
                        "Take more rows: --rows.");
    }

    private static long trips(List<TripWindow> windows) {
        return windows.stream().mapToLong(TripWindow::trips).sum();
    }

    private List<TripWindow> read(TutorialContext context, String kind) throws IOException {
        List<TripWindow> windows = new ArrayList<>();
        try (FileSystem fs = context.hdfs()) {
            for (FileStatus file : fs.globStatus(new Path(folder(context.names()), kind + "/part-*"))) {
                try (InputStream in = fs.open(file.getPath())) {
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .map(TripWindow::parse)
                            .forEach(windows::add);
                }
            }
        }
        return windows;
    }
}
