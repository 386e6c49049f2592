package dev.kerbside.lessons.sinks;

import java.util.List;
import java.util.Map;

/**
 * @param spoilt records of each kind that were sent among the trips
 * @param read records that Spark read
 * @param malformed records that it counted as no trips
 * @param trips fingerprint of the trips that came out
 * @param differences between them and the month's
 * @param twoInOne rows that came out of one record with two trips in it
 * @param producerSays to a large record, with its default settings
 * @param brokerSays to a large record for a topic with default settings
 * @param sinkSays Spark's Kafka sink, to the same
 */
record BadRecordsFindings(
        Map<String, Long> spoilt,
        long read,
        long malformed,
        String trips,
        List<String> differences,
        long twoInOne,
        String producerSays,
        String brokerSays,
        String sinkSays) {}
