package dev.kerbside.steps;

import java.util.List;

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

    /** Ids of the steps without whose work this one's is nothing: it is taken back together with any of them. */
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

    /** Whether its page sets an exercise, with hints and a solution. */
    default boolean hasExercise() {
        return true;
    }

    /** Whether it is performed even after a step before it failed. */
    default boolean always() {
        return false;
    }
}
