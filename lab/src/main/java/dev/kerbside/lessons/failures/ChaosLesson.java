package dev.kerbside.lessons.failures;

import dev.kerbside.TutorialNames;
import dev.kerbside.drills.Claims;
import dev.kerbside.steps.Lesson;
import dev.kerbside.steps.TutorialContext;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;

/** A lesson of some {@link ChaosRun}s, after each of which nothing may be lost and nothing be there twice. */
abstract class ChaosLesson implements Lesson<ChaosLesson.Courses> {
    /** One for each plan. */
    public record Courses(List<ChaosOutcome> courses) {}

    abstract List<ChaosPlan> plans(TutorialNames names);

    /** What to say before it, and in front of each of its claims. */
    abstract String whose(ChaosPlan plan);

    /** Claims what else must hold of one. */
    abstract void judge(ChaosOutcome course, DeliveryEvidence evidence, String whose, Claims claims);

    /** A plan with a topic and a folder of this name. */
    final ChaosPlan plan(TutorialNames names, Object name, Fault fault, StateStore store, int kills, long seed) {
        return new ChaosPlan(
                "lesson-%s-%s".formatted(number(), name),
                topic(names) + "-" + name,
                folder(names) + "/" + name,
                fault,
                store,
                kills,
                seed,
                0);
    }

    @Override
    public Class<Courses> findings() {
        return Courses.class;
    }

    @Override
    public List<NewTopic> topics(TutorialNames names) {
        return plans(names).stream()
                .map(plan -> ChaosPlan.topic(plan.topic(), names))
                .toList();
    }

    @Override
    public Courses observe(TutorialContext context) throws Exception {
        List<ChaosOutcome> courses = new ArrayList<>();
        for (ChaosPlan plan : plans(context.names())) {
            context.narrator()
                    .say("%s: with -9, %s while trips are sent and counted"
                            .formatted(whose(plan), plan.kills() == 1 ? "once" : plan.kills() + " times"));
            courses.add(new ChaosRun(context, plan).run());
        }
        return new Courses(courses);
    }

    @Override
    public void judge(Courses found, TutorialContext context, Claims claims) throws Exception {
        for (int i = 0; i < plans(context.names()).size(); i++) {
            ChaosPlan plan = plans(context.names()).get(i);
            ChaosOutcome course = found.courses().get(i);
            DeliveryEvidence evidence = DeliveryEvidence.of(context, plan, 0);
            claims.equal(
                    whose(plan) + ": records acknowledged",
                    course.acknowledged(),
                    evidence.expected(),
                    "Look at the brokers' logs: lab logs broker-1");
            evidence.claim(whose(plan), claims);
            judge(course, evidence, whose(plan), claims);
        }
    }
}
