package dev.kerbside.steps;

import dev.kerbside.LabException;
import dev.kerbside.TutorialNames;
import dev.kerbside.drills.Claims;
import dev.kerbside.taxi.job.Job;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A step of the second chapter: an experiment on the running lab. What it finds is left in HDFS, in the lesson's folder,
 * and judged there, so that any process can judge it again. It stands on a ticket and the data set only, and has topics
 * of its own.
 *
 * @param <F> what is found: a record that Jackson can write and read
 */
public interface Lesson<F> extends Step {
    /** The steps of the tutorial that every lesson needs. */
    List<String> NEEDS = List.of("00-authenticate", "01-load-dataset");

    Class<F> findings();

    /** The topics that it needs, new and empty; their names begin with {@link #topic(TutorialNames)}. One, if it says nothing else. */
    default List<NewTopic> topics(TutorialNames names) {
        return List.of(topic(names, topic(names), 3));
    }

    /** Does the experiment. Its topics are there and empty, its folder in HDFS is not there. */
    F observe(TutorialContext context) throws Exception;

    /** Claims what must have been found. */
    void judge(F found, TutorialContext context, Claims claims) throws Exception;

    /** The name of its topic, or what the names of its topics begin with: {@code tdp-user-lesson-20}. */
    default String topic(TutorialNames names) {
        return names.topic("lesson-" + number());
    }

    /** Its folder in HDFS, without a slash at the end. */
    default String folder(TutorialNames names) {
        return Findings.folder(this, names);
    }

    /** A topic of as many replicas as the tutorial's. */
    default NewTopic topic(TutorialNames names, String name, int partitions) {
        return new NewTopic(name, partitions, (short) names.replicas());
    }

    @Override
    default boolean isExperiment() {
        return true;
    }

    /** Whether it was done. */
    @Override
    default List<String> glance(TutorialContext context) throws Exception {
        found(context);
        return List.of();
    }

    @Override
    default void run(TutorialContext context) throws Exception {
        reset(context);
        try (Topics topics = Topics.of(context, topics(context.names()))) {
            topics.create();
        }
        Findings.write(this, observe(context), context);
    }

    /** Code begins with its drill; code that is not the reference's then does the experiment itself. */
    @Override
    default List<String> check(TutorialContext context) throws Exception {
        Claims claims = new Claims();
        if (code().isPresent()) {
            code().get().drill().judge(context.job(), context.spark(), claims);
            if (context.job() != Job.REFERENCE) {
                run(context);
            }
        }
        judge(found(context), context, claims);
        return claims.held();
    }

    /**
     * What it has found.
     *
     * @throws LabException if it was not done on this lab
     */
    default F found(TutorialContext context) throws Exception {
        return Findings.read(this, findings(), context)
                .orElseThrow(() -> LabException.checkFailed(
                        "This lesson was not done on this lab yet. Do it: lab step do " + id()));
    }

    @Override
    default boolean reset(TutorialContext context) throws Exception {
        boolean found = Findings.delete(this, context);
        try (Topics topics = Topics.of(context, topics(context.names()))) {
            Set<String> deleted = topics.delete();
            return found || !deleted.isEmpty();
        }
    }
}
