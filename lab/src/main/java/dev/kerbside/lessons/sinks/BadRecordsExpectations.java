package dev.kerbside.lessons.sinks;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.kerbside.drills.Claims;
import dev.kerbside.steps.Lesson;
import dev.kerbside.steps.Topics;
import dev.kerbside.steps.TutorialContext;
import dev.kerbside.taxi.file.Fingerprint;
import dev.kerbside.taxi.file.TripFile;
import dev.kerbside.taxi.job.DeadLetters;
import dev.kerbside.taxi.topic.TripJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Judges lesson 28 by what lies in its topics: plain Java reads the records, and says which are trips. */
record BadRecordsExpectations(Lesson<?> lesson, String deadLetters, BadRecordsFindings found, TutorialContext context) {
    private static final String AGAIN = "Do the lesson again: lab step do 28";

    /** A record that is no trip, or the letter that keeps it. */
    private record Letter(String reason, long size, byte[] value) {
        boolean keeps(Letter record) {
            return reason.equals(record.reason)
                    && size == record.size
                    && Arrays.equals(value, record.size > DeadLetters.LIMIT ? start(record.value) : record.value);
        }

        private static byte[] start(byte[] value) {
            return Arrays.copyOf(value, DeadLetters.START);
        }

        @Override
        public String toString() {
            return "%s, %,d bytes".formatted(reason, size);
        }
    }

    void claim(Claims claims) throws Exception {
        Fingerprint trips = new Fingerprint();
        Map<String, Letter> bad = new TreeMap<>();
        context.topic(lesson.topic(context.names())).forEach(record -> read(record, trips, bad));
        Fingerprint month;
        try (TripFile file = TripFile.openLocal(context.tripFile())) {
            month = Fingerprint.of(file);
        }
        claims.equal("trips in the topic, as plain Java reads them", trips.toString(), month.toString(), AGAIN)
                .equal(
                        "kinds of spoilt records among them",
                        found.spoilt().keySet(),
                        new java.util.TreeSet<>(Stream.of(CorruptRecords.values())
                                .map(Enum::name)
                                .toList()),
                        AGAIN);
        claimLetters(bad, claims);
        claims.equal("records that Spark read", found.read(), trips.trips() + bad.size(), AGAIN)
                .equal("records that it counted as no trips", found.malformed(), (long) bad.size(), AGAIN)
                .that(
                        found.differences().isEmpty() && found.trips().equals(month.toString()),
                        "the trips that it parsed are the month, every field of every row: " + found.trips())
                .orElse("The trips that came out are not the month's: " + found.differences(), AGAIN);
        claimLarge(claims);
        claims.equal("rows out of one record with two trips in it", found.twoInOne(), 1L, AGAIN);
    }

    private static void read(ConsumerRecord<byte[], byte[]> record, Fingerprint trips, Map<String, Letter> bad) {
        String origin = record.topic() + "-" + record.partition() + "-" + record.offset();
        if (record.value() == null) {
            bad.put(origin, new Letter("no value", 0, null));
            return;
        }
        try {
            trips.add(TripJson.parse(record.value()));
        } catch (IllegalArgumentException e) {
            bad.put(origin, new Letter(reason(e.getMessage()), record.value().length, record.value()));
        }
    }

    /** The job's word for what plain Java finds. */
    private static String reason(String why) {
        if (why.startsWith("not ")) {
            return "not JSON, or cut off";
        }
        return why.endsWith(" is missing") ? "no lpep_dropoff_datetime" : "a value of the wrong type";
    }

    private void claimLetters(Map<String, Letter> bad, Claims claims) {
        Map<String, Letter> letters = new TreeMap<>();
        long[] twice = new long[1];
        context.topic(deadLetters).forEach(record -> {
            Letter before = letters.put(
                    new String(record.key(), StandardCharsets.UTF_8),
                    new Letter(header(record, "reason"), Long.parseLong(header(record, "size")), record.value()));
            twice[0] += before == null ? 0 : 1;
        });
        claims.equal("dead letters that come twice", twice[0], 0L, AGAIN)
                .that(
                        letters.keySet().equals(bad.keySet()),
                        "each of the %,d bad records is kept, by topic, partition and offset".formatted(bad.size()))
                .orElse(
                        "Kept are %,d records, expected %,d; in one list only: %s"
                                .formatted(letters.size(), bad.size(), only(letters, bad)),
                        AGAIN);
        List<String> wrong = bad.keySet().stream()
                .filter(origin -> !letters.get(origin).keeps(bad.get(origin)))
                .map(origin -> "%s: %s, expected %s".formatted(origin, letters.get(origin), bad.get(origin)))
                .toList();
        claims.that(
                        wrong.isEmpty(),
                        "each with its size, its value and its reason: "
                                + bad.values().stream().collect(groupingBy(Letter::reason, TreeMap::new, counting())))
                .orElse(
                        "%,d letters are not as they should be, first: %s"
                                .formatted(
                                        wrong.size(), wrong.stream().findFirst().orElse("")),
                        AGAIN);
        claims.equal(
                "larger than %,d bytes, and so kept by size and first %,d bytes"
                        .formatted(DeadLetters.LIMIT, DeadLetters.START),
                letters.values().stream()
                        .filter(letter -> letter.size() > DeadLetters.LIMIT)
                        .map(Letter::toString)
                        .toList(),
                List.of(new Letter("not JSON, or cut off", CorruptMonth.LARGE, null).toString()),
                AGAIN);
    }

    private static List<String> only(Map<String, Letter> one, Map<String, Letter> other) {
        return Stream.concat(
                        one.keySet().stream().filter(origin -> !other.containsKey(origin)),
                        other.keySet().stream().filter(origin -> !one.containsKey(origin)))
                .limit(5)
                .toList();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "0" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private void claimLarge(Claims claims) throws Exception {
        try (Topics topics = Topics.of(context, lesson.topics(context.names()))) {
            claims.equal(
                    "replicas in sync, the large records among what they have",
                    topics.describe(lesson.topic(context.names())).partitions().stream()
                            .map(partition -> partition.isr().size())
                            .toList(),
                    Collections.nCopies(
                            context.names().partitions(), context.names().replicas()),
                    AGAIN);
        }
        // The serialized size has a few bytes more than the value: the record's own overhead.
        says(
                claims,
                "the producer",
                found.producerSays(),
                "which is larger than 1048576, which is the value of the max.request.size configuration");
        says(
                claims,
                "the broker, for a topic with default settings,",
                found.brokerSays(),
                "The request included a message larger than the max message size the server will accept");
        says(
                claims,
                "a query that hands it on as it is",
                found.sinkSays(),
                "which is larger than 1048576, which is the value of the max.request.size configuration");
    }

    private static void says(Claims claims, String who, String words, String expected) {
        claims.that(words.endsWith(expected), "%s says to 10 MB: \"%s\"".formatted(who, words))
                .orElse("To 10 MB %s says \"%s\", expected \"…%s\"".formatted(who, words, expected), AGAIN);
    }
}
