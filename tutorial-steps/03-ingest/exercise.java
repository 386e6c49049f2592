class Exercise {
    /**
     * § 2: each row of a Parquet file as one JSON record, in the file's order.
     *
     * <p>Given: a file of this machine. Returned: of each row the bytes (UTF-8) of one JSON object. It has a field for each
     * column that the file has, in the file's spelling. Times are whole milliseconds since 1970. Numbers are numbers:
     * {@code VendorID} and the two zones without a point, all that may be missing as {@code 1.0}. What is missing is null.
     */
    public static Iterable<byte[]> records(Path parquet) {
        // TODO 03-a: read the file row by row. TripFile.openLocal() opens it, read() gives a Trip, and null at the end.
        // TODO 03-b: make a JSON object of each Trip, and bytes of it. The file's columns() say which fields there are;
        //   get() gives a Long, a Double, a String or null, and of a time the milliseconds.
        return java.util.List.of();
    }

    /**
     * § 2: sends each record to the topic, and waits until every one is acknowledged.
     *
     * <p>All partitions of the topic are used. Returned: how many were acknowledged. It throws if one was refused. The
     * producer was opened elsewhere, and is closed there.
     */
    public static long send(Producer<byte[], byte[]> producer, String topic, Iterable<byte[]> records)
            throws Exception {
        // TODO 03-c: send each record: new ProducerRecord<>(topic, …). The partition may be yours to choose.
        // TODO 03-d: send() only puts it into a buffer. Wait until everything in the buffer is sent.
        // TODO 03-e: the future that send() gives, or its callback, tells what became of a record: throw if it was
        // refused.
        return 0;
    }
}
