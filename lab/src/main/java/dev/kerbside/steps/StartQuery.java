package dev.kerbside.steps;

import dev.kerbside.drills.Claims;
import dev.kerbside.drills.QueryDrill;
import dev.kerbside.taxi.job.JobSettings;
import dev.kerbside.taxi.job.NycTaxiStreaming;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryProgress;
import org.awaitility.Awaitility;

/** § 3.6: the query starts, and shows an empty table until trips arrive. */
final class StartQuery implements Step {
    private static final CodeExercise CODE = CodeExercise.of(NycTaxiStreaming.class, new QueryDrill(), "startQuery");
    private static final Duration LIMIT = Duration.ofSeconds(120);

    @Override
    public String id() {
        return "09-start-query";
    }

    @Override
    public String title() {
        return "Start the query";
    }

    @Override
    public Optional<Exercise> exercise() {
        return Optional.of(CODE);
    }

    @Override
    public void run(TutorialContext context) throws Exception {
        reset(context);
        context.narrator().say("writeStream.outputMode(\"complete\").format(\"console\"), startingOffsets latest");
        JobSettings latest = context.settings().reading(context.names().topic(), "latest");
        context.job().startQuery(AggregateTrips.stream(context, latest), latest);
    }

    @Override
    public List<String> check(TutorialContext context) throws Exception {
        Claims claims = new Claims();
        CODE.drill().judge(context.job(), context.spark(), claims);
        // A query lives as long as the process that started it: another process has to start one of its own.
        boolean running = context.spark().streams().active().length > 0;
        if (!running) {
            run(context);
        }
        try {
            return judge(context.spark().streams().active(), claims).held();
        } finally {
            if (!running) {
                reset(context);
            }
        }
    }

    private static Claims judge(StreamingQuery[] active, Claims claims) {
        claims.equal("running queries", active.length, 1, "Start one query, and let it run.");
        StreamingQuery query = active[0];
        Awaitility.await("the first progress event")
                .atMost(LIMIT)
                .failFast(() -> !query.isActive())
                .until(() -> query.recentProgress().length > 0);
        StreamingQueryProgress first = query.recentProgress()[0];
        return claims.equal("name", query.name(), "NycTaxiStreaming", "Name it with queryName().")
                .equal("first micro-batch", first.batchId(), 0L, "Start with a new checkpoint folder.")
                .equal("rows in it", first.numInputRows(), 0L, "Start it with startingOffsets latest.")
                .that(query.isActive(), "the query goes on")
                .orElse("The query ended: " + query.exception(), "Read its exception.");
    }

    @Override
    public boolean reset(TutorialContext context) throws Exception {
        if (SparkSession.getDefaultSession().isDefined()) {
            for (StreamingQuery query : context.spark().streams().active()) {
                query.stop();
            }
        }
        return false;
    }
}
