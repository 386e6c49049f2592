package dev.kerbside.lessons;

import dev.kerbside.Claims;
import dev.kerbside.steps.TutorialContext;
import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.TripColumn;
import dev.kerbside.taxi.TripFile;
import dev.kerbside.taxi.TripJson;
import dev.kerbside.taxi.TripProducer;
import dev.kerbside.taxi.TripStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Late data: the same trips in two orders and three output modes, by hand and for a month, and one trip far in the
 * future. What Spark showed, dropped and kept must be what {@link WatermarkRule} reckons from the records in the topic.
 */
final class LateData implements Lesson<LateData.Found> {
    private static final List<String> MODES = List.of("update", "append", "complete");
    private static final Duration DELAY = Duration.ofMinutes(10);

    /** More than any month has: the trips are sorted in memory. */
    private static final int MOST = 100_000;

    private static final int MONTH_BATCHES = 5;
    private static final int HAND_MADE_ROWS = 3;

    /** Drop-off times of one day, three to a micro-batch. */
    private static final List<String> ARRIVAL = List.of(
            "00:20", "01:25", "00:40", //
            "00:48", "01:40", "01:05", //
            "00:50", "00:55", "01:10", //
            "02:30", "01:50", "00:30");

    /** A clock that stood wrong. */
    private static final String FUTURE = "2098-01-01T00:15:00Z";

    private static final String CURE =
            "Do the lesson again (lab step do 20); if it stays so, this Spark has another rule.";

    /** @param runs by topic and output mode, as {@code arrival append} */
    record Found(long monthBatch, Map<String, WatermarkRun> runs) {}

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
    public List<NewTopic> topics() {
        // One partition: then the order of the records, and each micro-batch, is known.
        return Stream.of("arrival", "sorted", "future", "month", "sorted-month")
                .map(name -> topic(name(name), 1))
                .toList();
    }

    private String name(String order) {
        return topic() + "-" + order;
    }

    @Override
    public Found observe(TutorialContext context) throws Exception {
        send(context, "arrival", handMade(ARRIVAL.stream()));
        send(context, "sorted", handMade(ARRIVAL.stream().sorted()));
        List<String> withFuture = new ArrayList<>(ARRIVAL.stream().sorted().toList());
        withFuture.add(2, FUTURE);
        send(context, "future", handMade(withFuture.stream()));
        long monthBatch = sendMonth(context);

        HourlyCounts counts = new HourlyCounts(context);
        Map<String, WatermarkRun> runs = new TreeMap<>();
        for (NewTopic topic : topics()) {
            String order = topic.name().substring(name("").length());
            long batch = order.endsWith("month") ? monthBatch : HAND_MADE_ROWS;
            for (String mode : MODES) {
                context.narrator().progress("counting %s in %s mode".formatted(topic.name(), mode));
                runs.put(order + " " + mode, counts.run(topic.name(), batch, mode));
            }
        }
        return new Found(monthBatch, runs);
    }

    /** @return records a micro-batch */
    private long sendMonth(TutorialContext context) throws Exception {
        List<Trip> trips = new ArrayList<>();
        TripJson json;
        try (FileSystem fs = context.hdfs();
                TripFile file = TripFile.open(fs, TripStore.tripsPath(context.tripFile()))) {
            json = TripJson.of(file);
            for (Trip trip = file.read(); trip != null && trips.size() < MOST; trip = file.read()) {
                if (trip.get(TripColumn.DROPOFF_TIME) != null) {
                    trips.add(trip);
                }
            }
        }
        send(context, "month", trips.stream().map(json::write));
        trips.sort(Comparator.comparing(LateData::dropOff));
        send(context, "sorted-month", trips.stream().map(json::write));
        return (trips.size() + MONTH_BATCHES - 1) / MONTH_BATCHES;
    }

    private void send(TutorialContext context, String order, Stream<byte[]> records) {
        long sent = new TripProducer(context.kafka(), name(order), 0).send(records.iterator(), n -> {});
        context.narrator().say("%,d trips to %s".formatted(sent, name(order)));
    }

    private static Stream<byte[]> handMade(Stream<String> times) {
        EnumSet<TripColumn> columns = EnumSet.of(TripColumn.VENDOR_ID, TripColumn.DROPOFF_TIME);
        TripJson json = new TripJson(List.copyOf(columns), columns, EnumSet.noneOf(TripColumn.class));
        return times.map(time -> time.length() == 5 ? "2024-01-01T" + time + ":00Z" : time)
                .map(time -> Trip.of(Map.of(
                        TripColumn.VENDOR_ID,
                        2L,
                        TripColumn.DROPOFF_TIME,
                        Instant.parse(time).toEpochMilli())))
                .map(json::write);
    }

    private static Instant dropOff(Trip trip) {
        return Instant.ofEpochMilli((Long) trip.get(TripColumn.DROPOFF_TIME));
    }

    @Override
    public void judge(Found found, TutorialContext context, Claims claims) throws Exception {
        for (NewTopic topic : topics()) {
            String order = topic.name().substring(name("").length());
            List<Instant> times = times(context, topic.name());
            long batch = order.endsWith("month") ? found.monthBatch() : HAND_MADE_ROWS;
            for (String mode : MODES) {
                WatermarkRun run = found.runs().get(order + " " + mode);
                WatermarkRun expected = WatermarkRule.apply(mode, DELAY, cut(times, (int) batch));
                Optional<String> difference = run.difference(expected);
                System.out.println(order + " " + mode + " " + run.trips() + " " + run.dropped() + " " + run.kept() + " "
                        + difference);
                if (times.size() < 20) System.out.println(run);
            }
        }
    }

    private static List<Instant> times(TutorialContext context, String topic) {
        List<Instant> times = new ArrayList<>();
        context.topic(topic).forEach(record -> times.add(dropOff(TripJson.parse(record.value()))));
        return times;
    }

    private static List<List<Instant>> cut(List<Instant> times, int size) {
        return IntStream.range(0, (times.size() + size - 1) / size)
                .mapToObj(i -> times.subList(i * size, Math.min(times.size(), (i + 1) * size)))
                .toList();
    }
}
