package dev.kerbside.drills;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Hand-made records that are not trips. */
final class Malformed {
    /** What must not be mistaken for a trip, by the reason why; the first is a record without a value. */
    static final Map<String, String> REASONS = new LinkedHashMap<>();

    /** The reasons why a word is no number, though Spark may take it for one. */
    static final List<String> WORDS = List.of(
            "has the word NaN for a number",
            "has the word Infinity for a number",
            "has a NaN, which JSON does not know");

    static {
        REASONS.put(null, "has no value, a tombstone");
        REASONS.put("vendor=2;distance=1.3", "is not JSON");
        REASONS.put("{\"VendorID\":2,\"lpep_dropoff_datetime\":16410", "is cut off");
        REASONS.put("{\"VendorID\":2,\"lpep_dropoff_datetime\":1641000000000,\"trip_di", "is cut off later");
        REASONS.put(
                "{\"VendorID\":2,\"lpep_dropoff_datetime\":1641000000000,\"trip_distance\":\"far\"}",
                "has text for a number");
        REASONS.put("{\"VendorID\":2,\"lpep_dropoff_datetime\":\"2022-01-01 00:30:00\"}", "has text for a time");
        REASONS.put(
                "{\"VendorID\":2,\"lpep_dropoff_datetime\":1641000000000,\"lpep_pickup_datetime\":\"00:30\"}",
                "has text for the pick-up time");
        REASONS.put("{\"VendorID\":true,\"lpep_dropoff_datetime\":1641000000000}", "has true for a number");
        REASONS.put("{\"VendorID\":2,\"lpep_dropoff_datetime\":null}", "has no drop-off time");
        REASONS.put("{\"VendorID\":2,\"trip_distance\":1.5}", "lacks the drop-off time");
        REASONS.put("{\"VendorID\":2,\"store_and_fwd_flag\":\"" + "N".repeat(5_000), "is long, and cut off");
        onlyIfLenient();
        ofAnotherKind();
        add("trip_distance", "\"NaN\"", WORDS.get(0));
        add("trip_distance", "\"Infinity\"", WORDS.get(1));
        add("trip_distance", "NaN", WORDS.get(2));
        REASONS.put("{}", "is an object with nothing in it");
        REASONS.put("[{\"VendorID\":2,\"lpep_dropoff_datetime\":1641000000000}]", "is a list");
        REASONS.put("1641000000000", "is a number");
        REASONS.put("null", "is the word null");
        REASONS.put("", "is empty");
        REASONS.put("  ", "is blank");
    }

    private Malformed() {}

    /** What no reader of JSON takes, unless it is told to. */
    private static void onlyIfLenient() {
        REASONS.put("{VendorID:2,\"lpep_dropoff_datetime\":1641000000000}", "has a name without quotation marks");
        REASONS.put("{\"VendorID\":2, /* cab */ \"lpep_dropoff_datetime\":1641000000000}", "has a comment");
        REASONS.put("// cab\n{\"VendorID\":2,\"lpep_dropoff_datetime\":1641000000000}", "begins with a comment");
        add("store_and_fwd_flag", "\"N\t\"", "has a tab in a text");
        add("store_and_fwd_flag", "\"\\N\"", "has a backslash before a usual letter");
        add("VendorID", "02", "has a number that begins with 0");
        add("VendorID", "", "has a name without a value");
        REASONS.put("{\"VendorID\":2,\"lpep_dropoff_datetime\":1641000000000,}", "has a comma too many");
    }

    private static void ofAnotherKind() {
        add("trip_distance", "\"1.5\"", "has a number in quotation marks");
        add("PULocationID", "\"74\"", "has a zone in quotation marks");
        REASONS.put("{\"VendorID\":2,\"lpep_dropoff_datetime\":\"1641000000000\"}", "has a time in quotation marks");
        REASONS.put("{\"VendorID\":2,\"lpep_dropoff_datetime\":1641000000000.5}", "has a fraction for a time");
        add("PULocationID", "74.5", "has a fraction for a zone");
        add("PULocationID", "9223372036854775808", "has a zone beyond a LONG");
        add("trip_distance", "{\"miles\":1.5}", "has an object for a number");
    }

    private static void add(String name, String value, String reason) {
        REASONS.put("{\"lpep_dropoff_datetime\":1641000000000,\"%s\":%s}".formatted(name, value), reason);
    }
}
