package dev.kerbside.trainee.javacode;

import dev.kerbside.course.Course;
import dev.kerbside.course.JavaSource;
import dev.kerbside.course.Language;
import dev.kerbside.lessons.Syllabus;
import dev.kerbside.steps.CodeExercise;
import dev.kerbside.steps.CodeExercise.JavaCode;
import dev.kerbside.steps.Step;
import dev.kerbside.taxi.job.NycTaxiStreaming;
import dev.kerbside.taxi.job.TaxiDataProducer;
import dev.kerbside.taxi.job.TripQuestions;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** The Java of a workspace: the reference, and the reference with the exercises in place of its own members. */
record WorkspaceSources(Course course) {
    static final String PACKAGE = "nyctaxi";
    static final List<Class<?>> ALL = List.of(NycTaxiStreaming.class, TripQuestions.class, TaxiDataProducer.class);

    private static final String IMPORTS =
            "\n\nimport dev.kerbside.taxi.job.DeadLetters;\nimport dev.kerbside.taxi.job.JobSettings;\nimport ";

    private static final String HEAD =
            """
            /** The tutorial's job, one method a section. Yours to complete: the TODOs of each step say what is missing. */
            public final class""";

    /** A source with all its exercises as they are given. */
    JavaSource unsolved(Class<?> source) throws IOException {
        JavaSource text = reference(source);
        for (Step step : Syllabus.STEPS) {
            JavaCode code = step.code().map(CodeExercise::java).orElse(null);
            if (code != null && code.source() == source) {
                text = JavaSource.of(text.with(code.members(), given(step)));
            }
        }
        return text;
    }

    /** A source as it is in this project, in the workspace's package. */
    JavaSource reference(Class<?> source) throws IOException {
        String text =
                Files.readString(course.reference(source)).replaceFirst("package .*;", "package " + PACKAGE + ";");
        return JavaSource.of(source == NycTaxiStreaming.class ? theirs(text) : text);
    }

    /** The job, as the trainee's. */
    private static String theirs(String job) {
        // Of another package: it says where the two classes are that it is given.
        return job.replaceFirst("\n\nimport (?!static)", IMPORTS)
                .replaceFirst("(?s)/\\*\\*(?:(?!\\*/).)*\\*/\npublic final class", HEAD);
    }

    /** The exercise of a step as it is given. */
    JavaSource given(Step step) throws IOException {
        return JavaSource.of(Files.readString(course.exerciseCode(step.id(), Language.JAVA)));
    }
}
