package dev.kerbside.lessons.eventtime;

import dev.kerbside.TutorialNames;
import dev.kerbside.drills.Claims;
import dev.kerbside.steps.Lesson;
import dev.kerbside.steps.TutorialContext;
import dev.kerbside.taxi.topic.TripJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Late data: the same trips in two orders and three output modes, by hand and for a month, and one trip far in the
 * future. What Spark showed, dropped and kept must be what {@link WatermarkRule} reckons from the records in the topic.
 */
public final class LateData implements Lesson<LateData.Found> {
    private static final List<String> ALL_MODES = List.of("update", "append", "complete");

    /** What is counted: the order of the trips, which names the topic, and the output modes. */
    private static final Map<String, List<String>> EXPERIMENTS = experiments();

    private static final Duration DELAY = Duration.ofMinutes(10);

    private static final String CURE =
            "Do the lesson again (lab step do 20); if it stays so, this Spark has another rule.";

    /**
     * @param monthBatch trips of the month in a micro-batch
     * @param runs by order and output mode
     */
    record Found(int monthBatch, Map<String, Map<String, WatermarkRun>> runs) {}

    private static Map<String, List<String>> experiments() {
        Map<String, List<String>> modes = new LinkedHashMap<>();
        modes.put("arrival", ALL_MODES);
        modes.put("sorted", List.of("append"));
        modes.put("future", List.of("update"));
        modes.put("month", ALL_MODES);
        modes.put("sorted-month", ALL_MODES);
        return modes;
    }

    @Override
    public String id() {
        return "20-late-data";
    }

    @Override
    public String title() {
        return "Late data and the watermark";
    }

    @Override
    public Class<Found> findings() {
        return Found.class;
    }

    @Override
    public List<NewTopic> topics(TutorialNames names) {
        // One partition: then the order of the records, and each micro-batch, is known.
        return EXPERIMENTS.keySet().stream()
                .map(order -> topic(names, name(order, names), 1))
                .toList();
    }

    private String name(String order, TutorialNames names) {
        return topic(names) + "-" + order;
    }

    @Override
    public Found observe(TutorialContext context) throws Exception {
        int monthBatch = new LateTrips(context, topic(context.names())).send();

        HourlyCounts counts = new HourlyCounts(context);
        Map<String, Map<String, WatermarkRun>> runs = new TreeMap<>();
        for (var experiment : EXPERIMENTS.entrySet()) {
            String order = experiment.getKey();
            context.narrator()
                    .say("counting %s in %s mode".formatted(name(order, context.names()), experiment.getValue()));
            runs.put(order, counts.run(name(order, context.names()), batch(order, monthBatch), experiment.getValue()));
        }
        return new Found(monthBatch, runs);
    }

    private static int batch(String order, int monthBatch) {
        return order.endsWith("month") ? monthBatch : LateTrips.HAND_MADE_BATCH;
    }

    @Override
    public void judge(Found found, TutorialContext context, Claims claims) {
        Map<String, List<Instant>> times = new TreeMap<>();
        EXPERIMENTS.keySet().forEach(order -> times.put(order, times(context, name(order, context.names()))));
        handMade(found, claims);
        EXPERIMENTS.forEach((order, modes) -> modes.forEach(mode -> {
            List<List<Instant>> cut = cut(times.get(order), batch(order, found.monthBatch()));
            WatermarkRun run = run(found, order, mode);
            Optional<String> difference = run.difference(WatermarkRule.apply(mode, DELAY, cut));
            claims.that(
                            difference.isEmpty(),
                            "%s, %s: shows %,d of %,d trips, equal to the rule in each hour and micro-batch"
                                    .formatted(
                                            order,
                                            mode,
                                            run.trips(),
                                            times.get(order).size()))
                    .orElse(
                            "%s, %s is not what the rule gives: %s".formatted(order, mode, difference.orElse("")),
                            CURE);
        }));
        month(found, times.get("month"), times.get("sorted-month"), claims);
    }

    private static WatermarkRun run(Found found, String order, String mode) {
        return found.runs().get(order).get(mode);
    }

    /** What one works out with pencil and paper: trips shown of the hours 00, 01, 02, and of that in the future. */
    private static void handMade(Found found, Claims claims) {
        WatermarkRun arrival = run(found, "arrival", "update");
        claims.equal("arrival, update: trips by hour", hours(arrival), "00: 3, 01: 5, 02: 1", CURE)
                .equal(
                        "arrival, append: trips by hour, of those that are over",
                        hours(run(found, "arrival", "append")),
                        "00: 3, 01: 5",
                        CURE)
                .equal(
                        "arrival, complete: trips by hour",
                        hours(run(found, "arrival", "complete")),
                        "00: 6, 01: 5, 02: 1",
                        CURE)
                .equal("rows dropped, as Spark counts the 3 trips that came too late", arrival.dropped(), 2L, CURE)
                .equal("sorted, append: trips by hour", hours(run(found, "sorted", "append")), "00: 6, 01: 5", CURE);
        WatermarkRun future = run(found, "future", "update");
        claims.equal("future, update: trips by hour", hours(future), "00: 5, 00 in 2098: 1", CURE)
                .equal("future, update: hours that stay in the state, until 2098", future.kept(), 1L, CURE);
    }

    private static String hours(WatermarkRun run) {
        return run.shown().entrySet().stream()
                .map(shown -> shown.getKey().substring(11, 13)
                        + (shown.getKey().startsWith("2098") ? " in 2098: " : ": ")
                        + shown.getValue())
                .collect(Collectors.joining(", "));
    }

    /** What holds of a month, whatever the rule. */
    private static void month(Found found, List<Instant> inFileOrder, List<Instant> sorted, Claims claims) {
        int trips = inFileOrder.size();
        WatermarkRun file = run(found, "month", "update");
        WatermarkRun time = run(found, "sorted-month", "update");
        WatermarkRun complete = run(found, "month", "complete");
        long hours = inFileOrder.stream().map(WatermarkRun::hour).distinct().count();
        claims.that(
                        sorted.equals(inFileOrder.stream().sorted().toList()),
                        "the two topics of the month hold the same trips, one in order of time")
                .orElse("The two topics of the month differ by more than their order", CURE)
                .that(
                        file.trips() < trips,
                        "in file order the watermark costs %,d of %,d trips".formatted(trips - file.trips(), trips))
                .orElse(
                        "In file order no trip was dropped: this month is in order of time",
                        "Choose another month (--file, --month).")
                .that(time.trips() == trips && time.dropped() == 0, "in order of time it costs none")
                .orElse("In order of time %,d of %,d trips are left".formatted(time.trips(), trips), CURE)
                .that(
                        complete.dropped() == 0 && complete.kept() == hours && complete.trips() == trips,
                        "complete mode drops none, and keeps all %,d hours in its state; update mode ends with %,d"
                                .formatted(hours, file.kept()))
                .orElse(
                        "Complete mode dropped %,d rows, keeps %,d of %,d hours, and shows %,d of %,d trips"
                                .formatted(complete.dropped(), complete.kept(), hours, complete.trips(), trips),
                        CURE);
    }

    private static List<Instant> times(TutorialContext context, String topic) {
        List<Instant> times = new ArrayList<>();
        context.topic(topic).forEach(record -> times.add(LateTrips.dropOff(TripJson.parse(record.value()))));
        return times;
    }

    private static List<List<Instant>> cut(List<Instant> times, int size) {
        return IntStream.range(0, (times.size() + size - 1) / size)
                .mapToObj(i -> times.subList(i * size, Math.min(times.size(), (i + 1) * size)))
                .toList();
    }
}
