package dev.kerbside.drills;

import java.util.LinkedHashMap;
import java.util.Map;

/** Hand-made records that are not trips. */
final class Malformed {
    /** What must not be mistaken for a trip, by the reason why; the first is a record without a value. */
    static final Map<String, String> REASONS = new LinkedHashMap<>();

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
        REASONS.put("{}", "is an object with nothing in it");
        REASONS.put("[{\"VendorID\":2,\"lpep_dropoff_datetime\":1641000000000}]", "is a list");
        REASONS.put("1641000000000", "is a number");
        REASONS.put("null", "is the word null");
        REASONS.put("", "is empty");
        REASONS.put("  ", "is blank");
    }

    private Malformed() {}
}
