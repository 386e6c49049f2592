package dev.kerbside.steps;

import dev.kerbside.drills.Drill;
import dev.kerbside.taxi.job.NycTaxiStreaming;
import java.util.List;

/** A step of § 3: its work is a method of the job. The check begins with the drill, then judges the real stream. */
public interface CodingStep extends Step {
    /** The class that the exercise is in. */
    default Class<?> source() {
        return NycTaxiStreaming.class;
    }

    /** The members of that class that are the exercise, and its solution. */
    List<String> members();

    Drill drill();
}
