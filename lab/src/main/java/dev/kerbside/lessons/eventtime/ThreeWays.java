package dev.kerbside.lessons.eventtime;

import dev.kerbside.drills.Claims;
import dev.kerbside.drills.SqlDrill;
import dev.kerbside.steps.CodeExercise;
import dev.kerbside.steps.Drain;
import dev.kerbside.steps.Exercise;
import dev.kerbside.steps.Ingest;
import dev.kerbside.steps.Lesson;
import dev.kerbside.steps.TutorialContext;
import dev.kerbside.taxi.file.TripStore;
import dev.kerbside.taxi.job.Job;
import dev.kerbside.taxi.job.JobSettings;
import dev.kerbside.taxi.job.NycTaxiStreaming;
import dev.kerbside.taxi.job.TripQuestions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.execution.streaming.IncrementalExecution;
import org.apache.spark.sql.execution.streaming.StreamingQueryWrapper;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.util.LongAccumulator;

/**
 * One question to the stream of trips, as DataFrame calls, as SQL and with a function of one's own: equal answers, and
 * what Spark's plans show. Plain Java reckons the answer from the file.
 */
public final class ThreeWays implements Lesson<ThreeWays.Found> {
    private static final CodeExercise CODE = CodeExercise.of(TripQuestions.class, new SqlDrill(), "bySql");

    private static final String CURE = "Look at TripQuestions, and do the lesson again with it: lab step check 22";

    private static final String PUSHED = "[IsNotNull(trip_distance), GreaterThan(trip_distance,5.0)]";

    /** Named here, because files have types that Spark does not infer: nanoseconds, for one. Only a plan is asked for. */
    private static final String COLUMNS = "PULocationID LONG, trip_distance DOUBLE, total_amount DOUBLE";

    /**
     * @param answers by way: trips and dollars of each zone of pick-up, as text
     * @param plans by way: the optimized plan of a micro-batch, without the numbers of its columns
     * @param calls of the function
     * @param scans by way: the same question to the Parquet file in HDFS, how the file is read
     */
    record Found(
            Map<String, Map<String, String>> answers,
            Map<String, String> plans,
            long calls,
            Map<String, String> scans) {}

    @Override
    public String id() {
        return "22-three-ways";
    }

    @Override
    public String title() {
        return "One question, three ways";
    }

    @Override
    public Optional<Exercise> exercise() {
        return Optional.of(CODE);
    }

    @Override
    public Class<Found> findings() {
        return Found.class;
    }

    private static Map<String, Question> ways(Job job, UDF1<Double, Boolean> isLong) {
        Map<String, Question> ways = new TreeMap<>();
        ways.put("api", TripQuestions::byApi);
        ways.put("sql", job::bySql);
        ways.put("udf", trips -> TripQuestions.byUdf(trips, isLong));
        return ways;
    }

    @Override
    public Found observe(TutorialContext context) throws Exception {
        Ingest.send(context, topic(context.names()));
        SparkSession spark = context.spark();
        LongAccumulator calls = spark.sparkContext().longAccumulator("calls of isLong");
        Map<String, Question> ways = ways(context.job(), miles -> {
            calls.add(1);
            return TripQuestions.isLong(miles);
        });
        Found found = new Found(new TreeMap<>(), new TreeMap<>(), 0, new TreeMap<>());
        for (var way : ways.entrySet()) {
            context.narrator().say("asking by " + way.getKey());
            Map<String, String> answer = new TreeMap<>();
            StreamingQuery query = ask(context, way.getValue(), answer);
            found.answers().put(way.getKey(), answer);
            found.plans()
                    .put(way.getKey(), plan(execution(query).optimizedPlan().toString()));
            Dataset<Row> file = spark.read()
                    .schema(COLUMNS)
                    .parquet(TripStore.tripsPath(context.tripFile(), context.names())
                            .toString());
            found.scans()
                    .put(
                            way.getKey(),
                            scan(way.getValue()
                                    .of(file)
                                    .queryExecution()
                                    .executedPlan()
                                    .toString()));
        }
        return new Found(found.answers(), found.plans(), calls.value(), found.scans());
    }

    private StreamingQuery ask(TutorialContext context, Question question, Map<String, String> answer)
            throws Exception {
        JobSettings settings = context.settings().reading(topic(context.names()), "earliest");
        Dataset<Row> trips = NycTaxiStreaming.parse(NycTaxiStreaming.readFromKafka(context.spark(), settings));
        return Drain.through(question.of(trips), "complete", settings.checkpoint("answer"), (rows, id) -> {
            for (Row row : rows.collectAsList()) {
                answer.put(
                        String.valueOf(row.<Object>getAs("PULocationID")),
                        LongTrips.text(
                                row.<Number>getAs("TripCount").longValue(), row.<Number>getAs("TotalTripAmount")));
            }
        });
    }

    private static IncrementalExecution execution(StreamingQuery query) {
        return ((StreamingQueryWrapper) query).streamingQuery().lastExecution();
    }

    /** Columns, objects and data sets are numbered anew in each plan. */
    private static String plan(String text) {
        return text.replaceAll("#\\d+L?|@[0-9a-f]+", "").replaceAll("(CollectMetrics .*), \\d+", "$1");
    }

    private static String scan(String plan) {
        return plan.lines()
                .filter(line -> line.contains("PushedFilters"))
                .map(line -> line.replaceAll(".*PushedFilters: (\\[.*?]),.*", "$1"))
                .collect(Collectors.joining("; "));
    }

    @Override
    public void judge(Found found, TutorialContext context, Claims claims) throws Exception {
        Map<String, String> expected = LongTrips.expected(context.tripFile());
        found.answers().forEach((way, answer) -> claims.that(
                        answer.equals(expected),
                        "by %s: %,d zones with long trips, equal to the answer reckoned in plain Java"
                                .formatted(way, answer.size()))
                .orElse("by %s: %s".formatted(way, difference(answer, expected)), CURE));
        String api = found.plans().get("api");
        String udf = found.plans().get("udf");
        boolean same = api.equals(found.plans().get("sql"));
        claims.equal("ways to ask", found.answers().size(), 3, CURE)
                .that(
                        same || isTheirs(context),
                        same
                                ? "api and sql become the same plan, to the letter"
                                : "the plan of your sql is another than that of api, with the same answer; the first line that differs: "
                                        + otherLine(found.plans().get("sql"), api))
                .orElse(
                        "The plan of sql is not that of api; the first line that differs: "
                                + otherLine(found.plans().get("sql"), api),
                        CURE);
        claims.that(
                        api.contains("isnotnull(trip_distance)") && api.contains("(trip_distance > 5.0)"),
                        "it knows the condition: " + condition(api))
                .orElse("Their plan does not show the condition: " + api, CURE)
                .that(
                        udf.contains("UDF(trip_distance)") && !udf.contains("isnotnull(trip_distance)"),
                        "udf's plan knows a name only: " + condition(udf))
                .orElse("The plan shows more of the function than a name: " + udf, CURE)
                .equal("calls of the function, one a trip", found.calls(), context.rows(), CURE)
                .equal(
                        "what the Parquet reader is asked for, by api",
                        found.scans().get("api"),
                        PUSHED,
                        CURE)
                .that(
                        found.scans().get("sql").equals(PUSHED) || isTheirs(context),
                        "by sql: " + found.scans().get("sql"))
                .orElse("By sql it is asked for " + found.scans().get("sql"), CURE)
                .equal("and by udf", found.scans().get("udf"), "[]", CURE);
    }

    /** SQL of one's own may say the same in other words: then the answer counts, and the plan is something to look at. */
    private static boolean isTheirs(TutorialContext context) {
        return context.job() != Job.REFERENCE;
    }

    private static String otherLine(String plan, String other) {
        List<String> lines = other.lines().toList();
        return plan.lines().filter(line -> !lines.contains(line)).findFirst().orElse("it is shorter");
    }

    private static String condition(String plan) {
        return plan.lines()
                .filter(line -> line.contains("Filter "))
                .map(line -> line.replaceFirst(".*Filter ", "Filter "))
                .findFirst()
                .orElse("");
    }

    private static String difference(Map<String, String> answer, Map<String, String> expected) {
        return Stream.concat(expected.keySet().stream(), answer.keySet().stream())
                .filter(zone -> !Objects.equals(answer.get(zone), expected.get(zone)))
                .map(zone -> "zone %s has %s, expected %s".formatted(zone, answer.get(zone), expected.get(zone)))
                .findFirst()
                .orElse("");
    }
}
