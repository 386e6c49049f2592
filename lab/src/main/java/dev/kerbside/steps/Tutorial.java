package dev.kerbside.steps;

import dev.kerbside.Endpoints;
import dev.kerbside.LabException;
import dev.kerbside.taxi.HourlyTable;
import java.io.IOException;
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
        return STEPS.stream()
                .filter(step ->
                        step.id().equals(id) || step.id().substring(0, 2).equals(id))
                .findFirst()
                .orElseThrow(() -> LabException.usage("There is no step '%s'. Steps: %s."
                        .formatted(id, STEPS.stream().map(Step::id).collect(Collectors.joining(", ")))));
    }

    /** The tutorial's result: the table that the submitted job printed last. */
    public static HourlyTable result(Endpoints lab) throws IOException {
        return Submit.lastTable(lab);
    }
}
