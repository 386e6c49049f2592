package dev.kerbside.steps;

import dev.kerbside.drills.Drill;
import java.util.List;

public interface CodingStep extends Step {
    List<String> members();

    Drill drill();
}
