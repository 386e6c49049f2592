package dev.kerbside.steps;

import dev.kerbside.drills.Claims;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** § 5: stop the query, delete the topic. */
final class CleanUp implements Step {
    @Override
    public String id() {
        return "11-clean-up";
    }

    @Override
    public String title() {
        return "Clean up";
    }

    @Override
    public Optional<Exercise> exercise() {
        return Optional.of(new ScriptExercise());
    }

    @Override
    public boolean always() {
        return true;
    }

    @Override
    public void run(TutorialContext context) throws Exception {
        new StartQuery().reset(context);
        new OpenSession().reset(context);
        if (!Files.exists(context.endpoints().ticketCache())) {
            // Performed even if step 00 failed or was reset: deleting a topic takes a ticket.
            new Authenticate().run(context);
        }
        context.narrator()
                .say("kafka-topics.sh --delete --topic " + context.names().topic());
        new CreateTopic().reset(context);
    }

    @Override
    public List<String> check(TutorialContext context) throws Exception {
        try (Topics topics = Topics.of(context)) {
            Set<String> remaining = topics.remaining();
            return new Claims()
                    .that(remaining.isEmpty(), "the tutorial's topics are gone")
                    .orElse("These topics are still there: " + remaining, "Delete them: lab step show 11-clean-up")
                    .held();
        }
    }
}
