package dev.kerbside.lessons.sinks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.file.Fingerprint;
import dev.kerbside.taxi.file.SyntheticMonth;
import dev.kerbside.taxi.file.TripFile;
import dev.kerbside.taxi.topic.TripJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.SimpleRecord;

/**
 * A small month with a bad record of each kind before its trips, in partition 0, and the letters that keep them: what
 * lesson 28 must come to.
 */
final class BadRecordsSample {
    static final int LARGE = 10_000_000;
    static final int KEPT = 1_000_000;

    /** Of a letter its reason, and how many bytes the record had. */
    private record Bad(byte[] value, String reason) {}

    private static final List<Bad> BAD = List.of(
            new Bad(bytes(LARGE), "not JSON, or cut off"),
            new Bad(null, "no value"),
            new Bad(new byte[0], "not JSON, or cut off"),
            new Bad("{\"lpep_dropoff".getBytes(UTF_8), "not JSON, or cut off"),
            new Bad("[1]".getBytes(UTF_8), "not JSON, or cut off"),
            new Bad("{\"PULocationID\":\"74\"}".getBytes(UTF_8), "a value of the wrong type"),
            new Bad("{\"lpep_dropoff_datetime\":null}".getBytes(UTF_8), "no lpep_dropoff_datetime"),
            new Bad("{\"dropoff_datetime\":1}".getBytes(UTF_8), "no lpep_dropoff_datetime"),
            // As long as one that is kept whole may be.
            new Bad(bytes(KEPT), "not JSON, or cut off"));

    private final List<List<SimpleRecord>> topic = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    private final Fingerprint month = new Fingerprint();

    /** @param file where the month is written to */
    BadRecordsSample(Path file) {
        SyntheticMonth.write(file, SyntheticMonth.MIN_ROWS, 28);
        BAD.forEach(bad -> topic.get(0).add(new SimpleRecord(bad.value())));
        try (TripFile trips = TripFile.openLocal(file)) {
            TripJson json = TripJson.of(trips);
            for (Trip trip = trips.read(); trip != null; trip = trips.read()) {
                month.add(trip);
                topic.get((int) (month.trips() % 3)).add(new SimpleRecord(json.write(trip)));
            }
        }
    }

    /** The records of each partition. */
    List<List<SimpleRecord>> topic() {
        return topic;
    }

    BadRecordsFindings found() {
        String producer = " bytes when serialized which is larger than 1048576, which is the value of the"
                + " max.request.size configuration";
        return new BadRecordsFindings(
                new TreeMap<>(kinds().collect(Collectors.toMap(kind -> kind, kind -> 1L))),
                month.trips() + BAD.size(),
                BAD.size(),
                month.toString(),
                List.of(),
                1,
                "The message is 10000088" + producer,
                "The request included a message larger than the max message size the server will accept",
                "The message is 10000089" + producer);
    }

    private static Stream<String> kinds() {
        return Stream.of(
                "NOT_JSON",
                "EMPTY",
                "TOMBSTONE",
                "CUT_OFF",
                "TEXT_FOR_A_NUMBER",
                "NOT_A_NUMBER",
                "TEXT_FOR_A_TIME",
                "NO_TIME",
                "RENAMED_TIME",
                "NEWER",
                "OLDER");
    }

    static List<SimpleRecord> letters() {
        List<SimpleRecord> letters = new ArrayList<>();
        for (Bad bad : BAD) {
            byte[] value = bad.value();
            letters.add(letter(
                    letters.size(),
                    bad.reason(),
                    value == null ? 0 : value.length,
                    value == null || value.length <= KEPT ? value : Arrays.copyOf(value, 1_000)));
        }
        return letters;
    }

    /** A letter for the record of that offset. */
    static SimpleRecord letter(int offset, String reason, int size, byte[] value) {
        Header[] headers = Map.of("reason", reason, "size", String.valueOf(size)).entrySet().stream()
                .map(header ->
                        new RecordHeader(header.getKey(), header.getValue().getBytes(UTF_8)))
                .toArray(Header[]::new);
        return new SimpleRecord(0, ("tdp-user-lesson-28-0-" + offset).getBytes(UTF_8), value, headers);
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 'x');
        return bytes;
    }
}
