package dev.kerbside.taxi;

/** The tutorial's names, each said once. All of them belong to tdp_user. */
public final class TutorialNames {
    /** The tutorial's topic. */
    public static final String TOPIC = "tdp-user-nyc-taxi";

    /** Where records that cannot be parsed are kept. */
    public static final String DEAD_LETTER_TOPIC = deadLetterTopic(TOPIC);

    /** Partitions, and replicas, of the topics. */
    public static final int PARTITIONS = 3;

    /** HDFS folder of the trips. */
    public static final String TRIPS_FOLDER = "/user/tdp_user/data/nyc_green_taxi_trip";

    /** HDFS file of the 265 taxi zones. */
    public static final String ZONES_FILE = "/user/tdp_user/data/taxi+_zone_lookup.csv";

    private TutorialNames() {}

    /** Where a topic's records that cannot be parsed are kept. */
    public static String deadLetterTopic(String topic) {
        return topic + "-dead-letter";
    }
}
