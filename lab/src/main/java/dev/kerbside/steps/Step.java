package dev.kerbside.steps;

import dev.kerbside.Capability;
import dev.kerbside.Lab;
import dev.kerbside.LabException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One step of the tutorial. Its page is {@code tutorial-steps/<id>/README.md}. A step keeps no state: what it has done
 * is what the cluster says.
 */
public interface Step {
    /** Name of its folder, for example {@code 02-create-topic}. */
    String id();

    /** A few words for people. */
    String title();

    /** Does it; may be repeated. */
    void run(TutorialContext context) throws Exception;

    /**
     * Proves that it holds.
     *
     * @return what was found, a claim a line
     * @throws dev.kerbside.LabException if a claim does not hold, with what was expected, what was found and a cure
     */
    List<String> check(TutorialContext context) throws Exception;

    /** Ids of the steps that this one depends on: who takes one of them back takes this one back too. */
    default List<String> standsOn() {
        return List.of();
    }

    /**
     * Takes back what it did; nothing to take back is no error.
     *
     * @return whether something that outlives this process was there
     */
    default boolean reset(TutorialContext context) throws Exception {
        return false;
    }

    /** What its page asks a person to do, with hints and a solution; nothing if it only shows. */
    default Optional<Exercise> exercise() {
        return Optional.empty();
    }

    /** @throws LabException (usage) if its page sets none */
    default void requireExercise() {
        if (exercise().isEmpty()) {
            throw LabException.usage("%1$s has no exercise. See it done: lab step do %1$s".formatted(id()));
        }
    }

    /** The same, if that is code. */
    default Optional<CodeExercise> code() {
        return exercise().filter(CodeExercise.class::isInstance).map(CodeExercise.class::cast);
    }

    /** Whether it is an experiment of the second chapter: done once, and judged by the findings that it left. */
    default boolean isExperiment() {
        return false;
    }

    /**
     * Whether its work is seen elsewhere than in code too: then whoever has no code is judged by that alone, and whoever has
     * the solution's must still do it.
     */
    default boolean standsWithoutCode() {
        return isExperiment();
    }

    /**
     * The same as the check, but quick: a list of all steps should not wait for real streams.
     *
     * @return what was found, a claim a line; none if it only looked whether something was done
     */
    default List<String> glance(TutorialContext context) throws Exception {
        return check(context);
    }

    /**
     * What of it was left out when it was done, because the lab or a person's rights do not allow it: a part with its reason
     * a line. Asked where it holds.
     */
    default List<String> skipped(TutorialContext context) throws Exception {
        return List.of();
    }

    /** What it needs of a lab besides the services. */
    default Set<Capability> needs() {
        return Set.of();
    }

    /** Why this lab cannot do it, in words; nothing if it can. */
    default Optional<String> lacking(Lab lab) {
        return Capability.lacking(lab.capabilities(), needs());
    }

    /** The number that its id begins with, two digits. */
    default String number() {
        return id().substring(0, 2);
    }

    /** Whether it is performed even after a step before it failed. */
    default boolean always() {
        return false;
    }
}
