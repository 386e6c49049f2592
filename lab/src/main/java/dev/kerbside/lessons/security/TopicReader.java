package dev.kerbside.lessons.security;

import dev.kerbside.Endpoints;
import dev.kerbside.Principal;
import dev.kerbside.security.KafkaLogin;
import dev.kerbside.steps.TutorialContext;
import java.util.Map;
import java.util.Properties;

/**
 * Who reads the lesson's topic.
 *
 * @param principal theirs
 * @param login of Kafka's clients
 * @param options of the streaming job, besides those of every job
 * @param kafkaName whom the brokers take them for; null where the rules for that are the cluster's
 */
record TopicReader(Principal principal, Properties login, Map<String, String> options, String kafkaName) {
    /** One who gets the right from Kafka's superuser; where there is none, the lab's user, to whom the topic belongs. */
    static TopicReader of(TutorialContext context) {
        Endpoints lab = context.endpoints();
        if (Superusers.find(lab, "kafka").isEmpty()) {
            return new TopicReader(lab.user(), context.kafka(), Map.of(), null);
        }
        Principal other = PermissionsFindings.READER;
        Properties login = KafkaLogin.keytab(lab, other);
        return new TopicReader(
                other, login, Map.of("sasl.jaas.config", login.getProperty("sasl.jaas.config")), other.primary());
    }
}
