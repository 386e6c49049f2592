package dev.kerbside.steps;

import dev.kerbside.drills.Drill;
import dev.kerbside.taxi.pyspark.PythonJob;
import java.util.List;
import java.util.stream.Stream;

/**
 * A method of the job, with what belongs to it.
 *
 * @param java where the exercise is in Java
 * @param python where it is in Python
 * @param drill judges the job that has the person's code, whatever language that is
 */
public record CodeExercise(JavaCode java, PythonCode python, Drill drill) implements Exercise {
    /**
     * A part of a class of the job.
     *
     * @param source the reference's class
     * @param members its members that are the exercise, and whose reference is the solution
     */
    public record JavaCode(Class<?> source, List<String> members) {}

    /**
     * The same part of a module.
     *
     * @param module the reference's name of it
     * @param members its functions and constants
     */
    public record PythonCode(String module, List<String> members) {}

    /** Of these members of a class; Python's are the same in its spelling. */
    public static CodeExercise of(Class<?> source, Drill drill, String... members) {
        return new CodeExercise(
                new JavaCode(source, List.of(members)),
                new PythonCode(
                        PythonJob.module(source),
                        Stream.of(members).map(PythonJob::spelled).toList()),
                drill);
    }
}
