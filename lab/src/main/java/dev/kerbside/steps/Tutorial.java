package dev.kerbside.steps;

import dev.kerbside.Endpoints;
import dev.kerbside.LabException;
import dev.kerbside.taxi.HourlyTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The tutorial "Kafka and Spark Structured Streaming", in order. Tests, commands, pages and report walk this list. */
public final class Tutorial {
    public static final List<Step> STEPS = List.of(
            new Authenticate(),
            new LoadDataset(),
            new CreateTopic(),
            new Ingest(),
            new OpenSession(),
            new ReadFromKafka(),
            new ParseRecords(),
            new JoinZones(),
            new AggregateTrips(),
            new StartQuery(),
            new Submit(),
            new CleanUp());

    private Tutorial() {}

    /** The step of this id, or of this number. */
    public static Step step(String id) {
        String number = id.length() == 1 ? "0" + id : id;
        return STEPS.stream()
                .filter(step ->
                        step.id().equals(id) || step.id().substring(0, 2).equals(number))
                .findFirst()
                .orElseThrow(() -> LabException.usage("There is no step '%s'. Steps: %s."
                        .formatted(id, STEPS.stream().map(Step::id).collect(Collectors.joining(", ")))));
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

    /** Whether the tutorial was gone through to its end: the job's table is right, and its topics are gone again. */
    public static boolean finished(TutorialContext context) throws Exception {
        if (!Submit.submitted(context.lab())) {
            return false;
        }
        try (Topics topics = new Topics(context.kafka())) {
            return topics.existing().isEmpty()
                    && result(context.lab()).differences(context.expected()).isEmpty();
        }
    }

    /** The tutorial's result: the table that the submitted job printed last. */
    public static HourlyTable result(Endpoints lab) throws IOException {
        return Submit.lastTable(lab);
    }
}
