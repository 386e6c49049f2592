package dev.kerbside;

/**
 * What the tutorial's things are called on one lab. All of them belong to the lab's user.
 *
 * @param topic of the trips
 * @param prefix what the names of the other topics begin with: those of the lessons, and of benches
 * @param group what the ids of consumer groups begin with
 * @param partitions of the topic of the trips
 * @param replicas of every topic
 * @param home folder in HDFS, without a slash at the end; data and lessons lie below it
 */
public record TutorialNames(String topic, String prefix, String group, int partitions, int replicas, String home) {
    /** The tutorial's own. */
    public static final TutorialNames TDP =
            new TutorialNames("tdp-user-nyc-taxi", "tdp-user-", "tdp-user-nyc-taxi", 3, 3, "/user/tdp_user");

    /** Where the topic's records that cannot be parsed are kept. */
    public String deadLetterTopic() {
        return deadLetterTopic(topic);
    }

    /** Where a topic's records that cannot be parsed are kept. */
    public static String deadLetterTopic(String topic) {
        return topic + "-dead-letter";
    }

    /** Another topic, as {@code lesson-20}. */
    public String topic(String name) {
        return prefix + name;
    }

    /** HDFS folder of the trips. */
    public String tripsFolder() {
        return home + "/data/nyc_green_taxi_trip";
    }

    /** HDFS file of the 265 taxi zones. */
    public String zonesFile() {
        return home + "/data/taxi+_zone_lookup.csv";
    }
}
