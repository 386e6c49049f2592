class Exercise {
    /**
     * § 3.2: the topic as a stream of one column, {@code value}: the record as text.
     *
     * <p>Kafka carries bytes, and the source offers more columns than this job needs.
     */
    public static Dataset<Row> readFromKafka(SparkSession spark, JobSettings settings) {
        // TODO 05-d: keep the column value only, cast to a string, under the same name.
        return source(spark, settings);
    }

    /**
     * The topic with all the columns that Kafka has: value, partition, offset and so on.
     *
     * <p>What is read, from where and with which login is in the settings, not in the code: {@code settings.kafka()}
     * are options for the source (addresses, security, group ids), {@code settings.topic()} and
     * {@code settings.startingOffsets()} are values of two more.
     */
    public static Dataset<Row> source(SparkSession spark, JobSettings settings) {
        // TODO 05-a: read from Kafka. "rate" is a source for tests that counts seconds.
        // TODO 05-b: pass on all the options of the settings at once.
        // TODO 05-c: say which topic to subscribe to, and at which offsets to start.
        return spark.readStream().format("rate").load();
    }
}
