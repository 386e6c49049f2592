package dev.kerbside.steps;

import dev.kerbside.Lab;
import dev.kerbside.taxi.table.HourlyTable;
import java.io.IOException;
import java.util.List;

/** The tutorial "Kafka and Spark Structured Streaming", in order. What {@code lab run} performs. */
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

    /** Whether the tutorial was gone through to its end: the job's table is right, and its topics are gone again. */
    public static boolean finished(TutorialContext context) throws Exception {
        if (!Submit.submitted(context.lab())) {
            return false;
        }
        try (Topics topics = Topics.of(context)) {
            return topics.notLent().isEmpty()
                    && result(context.lab()).differences(context.expected()).isEmpty();
        }
    }

    /** The tutorial's result: the table that the submitted job printed last. */
    public static HourlyTable result(Lab lab) throws IOException {
        return Submit.lastTable(lab);
    }
}
