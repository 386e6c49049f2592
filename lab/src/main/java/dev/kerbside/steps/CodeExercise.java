package dev.kerbside.steps;

import dev.kerbside.drills.Drill;
import java.util.List;

/**
 * A method of the job, with what belongs to it.
 *
 * @param java where the exercise is in Java
 * @param drill judges the job that has the person's code, whatever language that is
 */
public record CodeExercise(JavaCode java, Drill drill) implements Exercise {
    /**
     * A part of a class of the job.
     *
     * @param source the reference's class
     * @param members its members that are the exercise, and whose reference is the solution
     */
    public record JavaCode(Class<?> source, List<String> members) {}

    /** Of these members of a class. */
    public static CodeExercise of(Class<?> source, Drill drill, String... members) {
        return new CodeExercise(new JavaCode(source, List.of(members)), drill);
    }
}
