package dev.kerbside.steps;

import dev.kerbside.TutorialNames;
import dev.kerbside.drills.Claims;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;

/** § 1: {@code kafka-topics.sh --create}; and a second topic for records that cannot be parsed. */
final class CreateTopic implements Step {
    private static final String ANEW =
            "A topic that is there is not changed by creating it again: lab step reset 02-create-topic, then create it with ";

    @Override
    public String id() {
        return "02-create-topic";
    }

    @Override
    public String title() {
        return "Create the topic";
    }

    @Override
    public Optional<Exercise> exercise() {
        return Optional.of(new ScriptExercise());
    }

    @Override
    public void run(TutorialContext context) throws Exception {
        TutorialNames names = context.names();
        try (Topics topics = Topics.of(context)) {
            Set<String> deleted = topics.delete();
            if (!deleted.isEmpty()) {
                context.narrator().say("deleted what was there: " + deleted);
            }
            context.narrator()
                    .say(
                            "kafka-topics.sh --create --topic %s --partitions %d --replication-factor %d --command-config client.properties"
                                    .formatted(names.topic(), names.partitions(), names.replicas()));
            context.narrator().say("the same for " + names.deadLetterTopic() + ": records that cannot be parsed");
            topics.create();
        }
    }

    @Override
    public List<String> check(TutorialContext context) throws Exception {
        TutorialNames names = context.names();
        Claims claims = new Claims();
        try (Topics topics = Topics.of(context)) {
            for (String name : List.of(names.topic(), names.deadLetterTopic())) {
                claims.that(topics.existing().contains(name), name + " exists")
                        .orElse("There is no topic " + name, "Create it: lab step show 02-create-topic");
                TopicDescription topic = topics.describe(name);
                claims.equal(
                        name + " partitions",
                        topic.partitions().size(),
                        names.partitions(),
                        ANEW + "--partitions " + names.partitions() + ".");
                List<TopicPartitionInfo> wrong = topic.partitions().stream()
                        .filter(p -> p.replicas().size() != names.replicas())
                        .toList();
                claims.that(wrong.isEmpty(), name + " has " + names.replicas() + " replicas a partition")
                        .orElse(
                                "%s has %s replicas in partitions %s, expected %d a partition"
                                        .formatted(
                                                name,
                                                texts(wrong, p -> p.replicas().size(), " or "),
                                                texts(wrong, TopicPartitionInfo::partition, ", "),
                                                names.replicas()),
                                ANEW + "--replication-factor " + names.replicas() + ".");
                claims.that(
                                topics.outOfSync(topic).isEmpty(),
                                name + " has " + names.replicas() + " replicas in sync everywhere")
                        .orElse(
                                name + " has replicas out of sync in partitions "
                                        + texts(topics.outOfSync(topic), p -> p, ", "),
                                "Is every broker up? lab status");
            }
        }
        return claims.held();
    }

    private static <T> String texts(List<T> all, Function<T, Integer> number, String between) {
        return all.stream().map(number).distinct().map(String::valueOf).collect(Collectors.joining(between));
    }

    @Override
    public boolean reset(TutorialContext context) throws Exception {
        try (Topics topics = Topics.of(context)) {
            return !topics.delete().isEmpty();
        }
    }
}
