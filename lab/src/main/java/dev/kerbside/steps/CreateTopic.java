package dev.kerbside.steps;

import dev.kerbside.Claims;
import dev.kerbside.taxi.Names;
import java.util.List;
import org.apache.kafka.clients.admin.TopicDescription;

/** § 1: {@code kafka-topics.sh --create}; and a second topic for records that cannot be parsed. */
final class CreateTopic implements Step {
    @Override
    public String id() {
        return "02-create-topic";
    }

    @Override
    public String title() {
        return "Create the topic";
    }

    @Override
    public void run(TutorialContext context) throws Exception {
        try (Topics topics = new Topics(context.kafka())) {
            if (!topics.existing().isEmpty()) {
                context.narrator().say("deleting what is there: " + topics.existing());
                topics.delete();
            }
            context.narrator()
                    .say(
                            "kafka-topics.sh --create --topic %s --partitions %d --replication-factor %d --command-config client.properties"
                                    .formatted(Names.TOPIC, Names.PARTITIONS, Names.PARTITIONS));
            context.narrator().say("the same for " + Names.DEAD_LETTER_TOPIC + ": records that cannot be parsed");
            topics.create();
        }
    }

    @Override
    public List<String> check(TutorialContext context) throws Exception {
        Claims claims = new Claims();
        try (Topics topics = new Topics(context.kafka())) {
            for (String name : Topics.ALL) {
                claims.that(
                        topics.existing().contains(name),
                        name + " exists",
                        "There is no topic " + name,
                        "Create it: lab step do 02-create-topic");
                TopicDescription topic = topics.describe(name);
                claims.equal(
                        name + " partitions",
                        topic.partitions().size(),
                        Names.PARTITIONS,
                        "Create it with --partitions 3.");
                claims.that(
                        topic.partitions().stream().allMatch(p -> p.replicas().size() == Names.PARTITIONS),
                        name + " has " + Names.PARTITIONS + " replicas a partition",
                        name + " has fewer replicas: " + topic.partitions(),
                        "Create it with --replication-factor 3.");
                claims.that(
                        Topics.inSync(topic),
                        name + " has " + Names.PARTITIONS + " replicas in sync everywhere",
                        name + " has replicas out of sync: " + topic.partitions(),
                        "Is every broker up? lab status");
            }
        }
        return claims.held();
    }

    @Override
    public void reset(TutorialContext context) throws Exception {
        try (Topics topics = new Topics(context.kafka())) {
            topics.delete();
        }
    }
}
