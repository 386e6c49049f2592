package dev.kerbside.lessons.eventtime;

import dev.kerbside.steps.TutorialContext;
import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.TripColumn;
import dev.kerbside.taxi.file.TripFile;
import dev.kerbside.taxi.file.TripStore;
import dev.kerbside.taxi.topic.TripJson;
import dev.kerbside.taxi.topic.TripProducer;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;

/**
 * The trips of {@link LateData}, in a topic for each order: a few of one day as they arrive, sorted, and sorted with one
 * of the far future; and a month, in file order and sorted.
 */
final class LateTrips {
    /** Records a micro-batch, of the trips made by hand. */
    static final int HAND_MADE_BATCH = 3;

    private static final int MONTH_BATCHES = 5;

    /** More than any month has: the trips are sorted in memory. */
    private static final int MOST = 100_000;

    /** Drop-off times of one day, a micro-batch a line. */
    private static final List<String> ARRIVAL = List.of(
            "00:20", "01:25", "00:40", //
            "00:48", "01:40", "01:05", //
            "00:50", "00:55", "01:10", //
            "02:30", "01:50", "00:30");

    /** A clock that stood wrong. */
    private static final String FUTURE = "2098-01-01T00:15:00Z";

    private final TutorialContext context;
    private final String prefix;

    /** @param prefix of the topics' names */
    LateTrips(TutorialContext context, String prefix) {
        this.context = context;
        this.prefix = prefix;
    }

    /** @return records a micro-batch, of the month */
    int send() throws IOException {
        List<String> sorted = ARRIVAL.stream().sorted().toList();
        List<String> future = new ArrayList<>(sorted);
        future.add(2, FUTURE);
        send("arrival", handMade(ARRIVAL));
        send("sorted", handMade(sorted));
        send("future", handMade(future));
        return sendMonth();
    }

    private int sendMonth() throws IOException {
        List<Trip> trips = new ArrayList<>();
        TripJson json;
        try (FileSystem fs = context.hdfs();
                TripFile file = TripFile.open(fs, TripStore.tripsPath(context.tripFile(), context.names()))) {
            json = TripJson.of(file);
            for (Trip trip = file.read(); trip != null && trips.size() < MOST; trip = file.read()) {
                if (trip.get(TripColumn.DROPOFF_TIME) != null) {
                    trips.add(trip);
                }
            }
        }
        send("month", trips.stream().map(json::write));
        trips.sort(Comparator.comparing(LateTrips::dropOff));
        send("sorted-month", trips.stream().map(json::write));
        return (trips.size() + MONTH_BATCHES - 1) / MONTH_BATCHES;
    }

    private void send(String order, Stream<byte[]> records) {
        String topic = prefix + "-" + order;
        long sent = new TripProducer(context.kafka(), topic, 0).send(records.iterator(), n -> {});
        context.narrator().say("%,d trips to %s".formatted(sent, topic));
    }

    /** Trips of nothing but a time. */
    private static Stream<byte[]> handMade(List<String> times) {
        EnumSet<TripColumn> columns = EnumSet.of(TripColumn.DROPOFF_TIME);
        TripJson json = new TripJson(List.copyOf(columns), columns, EnumSet.noneOf(TripColumn.class));
        return times.stream()
                .map(time -> Instant.parse(time.equals(FUTURE) ? time : "2024-01-01T" + time + ":00Z"))
                .map(time -> Trip.of(Map.of(TripColumn.DROPOFF_TIME, time.toEpochMilli())))
                .map(json::write);
    }

    static Instant dropOff(Trip trip) {
        return Instant.ofEpochMilli((Long) trip.get(TripColumn.DROPOFF_TIME));
    }
}
