package dev.kerbside.lessons;

import dev.kerbside.LabException;
import dev.kerbside.lessons.eventtime.LateData;
import dev.kerbside.lessons.eventtime.ThreeWays;
import dev.kerbside.lessons.eventtime.Windows;
import dev.kerbside.lessons.failures.ExactlyOnce;
import dev.kerbside.lessons.failures.NodeFailures;
import dev.kerbside.lessons.failures.OnYarn;
import dev.kerbside.lessons.growth.Growing;
import dev.kerbside.lessons.security.Permissions;
import dev.kerbside.lessons.security.Tickets;
import dev.kerbside.lessons.sinks.BadRecords;
import dev.kerbside.lessons.sinks.OutputModes;
import dev.kerbside.steps.Lesson;
import dev.kerbside.steps.Step;
import dev.kerbside.steps.Tutorial;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Both chapters, in order: the tutorial, and the lessons that prove what it promises. */
public final class Syllabus {
    /** The second chapter. */
    public static final List<Lesson<?>> LESSONS = List.of(
            new LateData(),
            new Windows(),
            new ThreeWays(),
            new OutputModes(),
            new ExactlyOnce(),
            new NodeFailures(),
            new Tickets(),
            new Permissions(),
            new BadRecords(),
            new Growing(),
            new OnYarn());

    /** All steps. Tests, commands and pages walk this list. */
    public static final List<Step> STEPS =
            Stream.concat(Tutorial.STEPS.stream(), LESSONS.stream()).toList();

    private Syllabus() {}

    /** The step of this id, or of this number. */
    public static Step step(String id) {
        String number = id.length() == 1 ? "0" + id : id;
        return STEPS.stream()
                .filter(step -> step.id().equals(id) || step.number().equals(number))
                .findFirst()
                .orElseThrow(() -> LabException.usage("There is no step '%s'. Steps: %s."
                        .formatted(id, STEPS.stream().map(Step::id).collect(Collectors.joining(", ")))));
    }

    /** The steps that are done before this one: all of the tutorial's before it, or what a lesson needs. */
    public static List<Step> before(Step step) {
        return step.isExperiment()
                ? Lesson.NEEDS.stream().map(Syllabus::step).toList()
                : Tutorial.STEPS.subList(0, Tutorial.STEPS.indexOf(step));
    }

    /** The steps whose work goes with this one's, the last first, and this one at the end. */
    public static List<Step> withThoseThatStandOn(Step step) {
        List<Step> all = new ArrayList<>(List.of(step));
        for (Step later : STEPS) {
            if (all.stream().anyMatch(one -> later.standsOn().contains(one.id()))) {
                all.add(0, later);
            }
        }
        return List.copyOf(all);
    }
}
