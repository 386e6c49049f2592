package dev.kerbside.steps;

import dev.kerbside.drills.Claims;
import dev.kerbside.taxi.job.Job;
import dev.kerbside.taxi.job.TripQuestions;
import java.util.List;

/**
 * A lesson whose experiment runs code that is an exercise. The check begins with the drill; code that is not the
 * reference's then does the experiment itself.
 */
public interface CodingLesson<F> extends Lesson<F>, CodingStep {
    @Override
    default Class<?> source() {
        return TripQuestions.class;
    }

    @Override
    default boolean hasExercise() {
        return true;
    }

    @Override
    default List<String> check(TutorialContext context) throws Exception {
        Claims claims = new Claims();
        drill().judge(context.job(), context.spark(), claims);
        if (!context.job().equals(Job.REFERENCE)) {
            run(context);
        }
        judge(found(context), context, claims);
        return claims.held();
    }
}
