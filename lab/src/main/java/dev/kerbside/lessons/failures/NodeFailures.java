package dev.kerbside.lessons.failures;

import dev.kerbside.Claims;
import dev.kerbside.steps.Lesson;
import dev.kerbside.steps.TutorialContext;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;

/** A broker dies and comes back, and then a DataNode, while trips are sent and counted. */
public final class NodeFailures implements Lesson<NodeFailures.Courses> {
    private static final List<Fault> FAULTS = List.of(Fault.BROKER, Fault.DATANODE);

    /** One for each fault. */
    public record Courses(List<Ordeal.Course> courses) {}

    @Override
    public String id() {
        return "25-node-failures";
    }

    @Override
    public String title() {
        return "Kill a broker, and a DataNode, and lose nothing";
    }

    @Override
    public Class<Courses> findings() {
        return Courses.class;
    }

    @Override
    public List<NewTopic> topics() {
        return FAULTS.stream().map(fault -> Ordeal.Plan.topic(topic(fault))).toList();
    }

    private String topic(Fault fault) {
        return topic() + "-" + fault;
    }

    private String folder(Fault fault) {
        return folder() + "/" + fault;
    }

    @Override
    public Courses observe(TutorialContext context) throws Exception {
        List<Ordeal.Course> courses = new ArrayList<>();
        for (Fault fault : FAULTS) {
            context.narrator().say("a %s is killed with -9 while trips are sent and counted".formatted(fault));
            courses.add(
                    new Ordeal(context, new Ordeal.Plan(topic(fault), folder(fault), fault, StateStore.MEMORY, 1, 25))
                            .run());
        }
        return new Courses(courses);
    }

    @Override
    public void judge(Courses found, TutorialContext context, Claims claims) throws Exception {
        for (Ordeal.Course course : found.courses()) {
            String whose = course.fault() + " killed";
            Evidence evidence = Evidence.of(context, topic(course.fault()), folder(course.fault()));
            claims.equal(
                    whose + ": records acknowledged",
                    course.acknowledged(),
                    evidence.expected(),
                    "Look at the brokers' logs: lab logs broker-1");
            evidence.claim(whose, claims);
            claims.that(
                    true,
                    "%s: the longest gap was %.1f s in the topic, and %s s until the next micro-batch was finished; the job was started %s"
                            .formatted(
                                    whose,
                                    evidence.longestGapMillis() / 1e3,
                                    Ordeal.seconds(course.recoveryMillis()),
                                    course.starts() == 1 ? "once" : course.starts() + " times"),
                    "",
                    "");
        }
    }
}
