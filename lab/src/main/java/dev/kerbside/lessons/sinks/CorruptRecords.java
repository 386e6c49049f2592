package dev.kerbside.lessons.sinks;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** What may become of the record of a trip on its way. */
enum CorruptRecords {
    NOT_JSON(false) {
        @Override
        String text(String trip, Random random) {
            return "vendor=2;distance=1.3";
        }
    },
    EMPTY(false) {
        @Override
        String text(String trip, Random random) {
            return "";
        }
    },
    /** No value at all: what deletes a key in a compacted topic. */
    TOMBSTONE(false) {
        @Override
        String text(String trip, Random random) {
            return null;
        }
    },
    CUT_OFF(false) {
        @Override
        String text(String trip, Random random) {
            return trip.substring(0, 1 + random.nextInt(trip.length() - 1));
        }
    },
    TEXT_FOR_A_NUMBER(false) {
        @Override
        String text(String trip, Random random) {
            return with(trip, "PULocationID", "\"74\"");
        }
    },
    NOT_A_NUMBER(false) {
        @Override
        String text(String trip, Random random) {
            return with(trip, "fare_amount", "\"NaN\"");
        }
    },
    TEXT_FOR_A_TIME(false) {
        @Override
        String text(String trip, Random random) {
            return with(trip, "lpep_dropoff_datetime", "\"2024-01-15 08:00:00\"");
        }
    },
    NO_TIME(false) {
        @Override
        String text(String trip, Random random) {
            return with(trip, "lpep_dropoff_datetime", "null");
        }
    },
    /** Another version of the schema, in which the time has a new name. */
    RENAMED_TIME(false) {
        @Override
        String text(String trip, Random random) {
            return trip.replace("lpep_dropoff_datetime", "dropoff_datetime");
        }
    },
    /** A newer version of the schema, with one field more. It is a trip. */
    NEWER(true) {
        @Override
        String text(String trip, Random random) {
            return trip.replaceFirst("}$", ",\"vehicle\":{\"electric\":true}}");
        }
    },
    /** An older version, from before there was an e-hail fee. It is a trip. */
    OLDER(true) {
        @Override
        String text(String trip, Random random) {
            return trip.replace(",\"ehail_fee\":null", "");
        }
    };

    private final boolean trip;

    CorruptRecords(boolean trip) {
        this.trip = trip;
    }

    /** Whether it is still the same trip. */
    boolean isTrip() {
        return trip;
    }

    /** The record's value, or null if it has none. */
    byte[] value(byte[] record, Random random) {
        String text = text(new String(record, StandardCharsets.UTF_8), random);
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    abstract String text(String trip, Random random);

    private static String with(String trip, String field, String value) {
        return trip.replaceFirst("\"" + field + "\":[^,}]*", "\"" + field + "\":" + value);
    }
}
