package dev.kerbside.lessons.failures;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;

/** Bad records among the trips that a {@link ChaosRun} sends: each so-many-th record is one, of some kinds in turn. */
final class SpoiltRecords implements Iterator<byte[]> {
    private static final List<String> KINDS = List.of(
            "vendor=2;distance=1.3",
            "{\"lpep_dropoff_datetime\":17",
            "{\"lpep_dropoff_datetime\":1705305600000,\"PULocationID\":\"74\"}",
            "{\"PULocationID\":74}");

    private final Iterator<byte[]> trips;
    private final int every;
    private long records;
    private long bad;

    /** @param every 2 or more; 0 for no bad ones */
    SpoiltRecords(Iterator<byte[]> trips, int every) {
        this.trips = trips;
        this.every = every;
    }

    /** It ends with the last trip. */
    @Override
    public boolean hasNext() {
        return trips.hasNext();
    }

    @Override
    public byte[] next() {
        records++;
        if (every == 0 || records % every != 0) {
            return trips.next();
        }
        return KINDS.get((int) (bad++ % KINDS.size())).getBytes(StandardCharsets.UTF_8);
    }

    /** How many there were so far. */
    long bad() {
        return bad;
    }
}
