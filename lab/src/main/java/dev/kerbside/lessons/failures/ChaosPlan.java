package dev.kerbside.lessons.failures;

import dev.kerbside.TutorialNames;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * What is done to whom.
 *
 * @param job its name: of its log, too
 * @param topic new and empty
 * @param folder in HDFS, not there yet: gets the results and the checkpoints
 * @param malformed each so-many-th record is bad, and its dead letter goes to a topic that is there, new and empty; 0 for
 *     no bad ones
 */
record ChaosPlan(
        String job, String topic, String folder, Fault fault, StateStore store, int kills, long seed, int malformed) {
    /** Its topic; the log's time is that at which the leader of a partition took a record. */
    static NewTopic topic(String name, TutorialNames names) {
        return new NewTopic(name, 3, (short) names.replicas())
                .configs(Map.of("message.timestamp.type", "LogAppendTime"));
    }
}
