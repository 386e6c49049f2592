package dev.kerbside.lessons.failures;

import dev.kerbside.Claims;
import dev.kerbside.steps.Lesson;
import dev.kerbside.steps.TutorialContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;

/** A job that is killed again and again still counts every trip once: with Spark's own state store, and with RocksDB. */
public final class ExactlyOnce implements Lesson<ExactlyOnce.Courses> {
    private static final int KILLS = 2;

    /** One for each state store. */
    public record Courses(List<Ordeal.Course> courses) {}

    @Override
    public String id() {
        return "24-exactly-once";
    }

    @Override
    public String title() {
        return "Kill the job, and count every trip once";
    }

    @Override
    public Class<Courses> findings() {
        return Courses.class;
    }

    @Override
    public List<NewTopic> topics() {
        return Stream.of(StateStore.values())
                .map(store -> Ordeal.Plan.topic(topic(store)))
                .toList();
    }

    private String topic(StateStore store) {
        return topic() + "-" + store;
    }

    private String folder(StateStore store) {
        return folder() + "/" + store;
    }

    @Override
    public Courses observe(TutorialContext context) throws Exception {
        List<Ordeal.Course> courses = new ArrayList<>();
        for (StateStore store : StateStore.values()) {
            context.narrator()
                    .say("state store %s: the job is killed with -9 %d times while trips arrive"
                            .formatted(store, KILLS));
            long seed = store.ordinal();
            courses.add(new Ordeal(context, new Ordeal.Plan(topic(store), folder(store), Fault.JOB, store, KILLS, seed))
                    .run());
        }
        return new Courses(courses);
    }

    @Override
    public void judge(Courses found, TutorialContext context, Claims claims) throws Exception {
        for (Ordeal.Course course : found.courses()) {
            String whose = "state store " + course.store();
            claims.that(
                    course.kills() == KILLS && course.starts() > course.kills(),
                    "%s: the job was killed %d times, %d times in the middle of a micro-batch, and was back after %s s"
                            .formatted(
                                    whose,
                                    course.kills(),
                                    course.inTheMiddle(),
                                    Ordeal.seconds(course.recoveryMillis())),
                    "%s: the job was killed %d times and started %d times"
                            .formatted(whose, course.kills(), course.starts()),
                    "Do the lesson again.");
            Evidence.of(context, topic(course.store()), folder(course.store())).claim(whose, claims);
        }
    }
}
