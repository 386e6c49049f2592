package dev.kerbside.cli;

import dev.kerbside.Capability;
import dev.kerbside.LabException;
import dev.kerbside.folder.Json;
import dev.kerbside.folder.Turn;
import dev.kerbside.lessons.failures.Chaos;
import dev.kerbside.lessons.failures.ChaosOutcome;
import dev.kerbside.lessons.failures.ChaosRun;
import dev.kerbside.lessons.failures.Fault;
import dev.kerbside.steps.TutorialContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lessons 24 and 25 many times over: kills with seeds, and a count of what was lost. */
@Command(
        name = "chaos",
        description = {
            "Kill the job, a broker, a DataNode, or an executor or the driver on YARN again and again while trips are sent and counted.",
            "Every trip must then be there, and once: else it ends with code 1. Begin with: lab step do 00 01"
        },
        mixinStandardHelpOptions = true)
final class ChaosCommand implements Callable<Integer> {
    private static final int MOST = 10_000;

    @Mixin
    private TraineeOptions options;

    @Parameters(paramLabel = "job|broker|datanode|executor|driver", description = "What is killed.")
    private Fault fault;

    @Option(names = "--kills", defaultValue = "20", description = "How many in all (default: ${DEFAULT-VALUE}).")
    private int kills;

    @Option(
            names = "--round",
            paramLabel = "KILLS",
            defaultValue = "10",
            description = "How many while one month of trips is sent (default: ${DEFAULT-VALUE}).")
    private int perRound;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Of the first round; each further one has the next (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--malformed",
            paramLabel = "M",
            description =
                    "Every Mth record that is sent is bad: 2 or more. Each must be among the dead letters, once or more often (default: none is bad).")
    private Integer malformed;

    @Override
    public Integer call() throws Exception {
        require("--kills", kills, 1, MOST);
        require("--round", perRound, 1, MOST);
        try (Turn turn = Turn.take(options.lab().endpoints().folder(), "chaos");
                Terminal terminal = new Terminal()) {
            TutorialContext context = options.context(terminal);
            Capability.lacking(context.lab().capabilities(), fault.needs()).ifPresent(why -> {
                throw LabException.usage("The %s cannot be killed here: %s.".formatted(fault, why));
            });
            if (malformed != null) {
                require("--malformed", malformed, 2, context.rows());
            }
            Chaos chaos = new Chaos(context);
            List<Chaos.Round> rounds = new ArrayList<>();
            for (int left = kills; left > 0; left -= perRound) {
                Chaos.Round round = chaos.round(
                        fault, Math.min(left, perRound), seed + rounds.size(), malformed == null ? 0 : malformed);
                rounds.add(round);
                terminal.held(line(round));
            }
            Chaos.Total total = Chaos.Total.of(rounds);
            terminal.title(
                    "%s killed %d times, %d times in the middle of a micro-batch; %,d records; %d lost, %d duplicated; %sback after %s s (shortest, median, longest)"
                            .formatted(
                                    fault,
                                    total.kills(),
                                    total.inTheMiddle(),
                                    total.produced(),
                                    total.lost(),
                                    total.duplicated(),
                                    letters(total.malformed(), total.repeated()),
                                    ChaosRun.seconds(total.recoveryMillis())));
            Path report = context.lab().reports().resolve("chaos-" + fault + ".json");
            Json.write(report, Map.of("total", total, "rounds", rounds));
            terminal.say("Every round: " + report);
        }
        return 0;
    }

    private static String letters(long malformed, long repeated) {
        return malformed == 0
                ? ""
                : "each of %,d bad records among the dead letters, %,d letters repeated; "
                        .formatted(malformed, repeated);
    }

    static void require(String option, long given, long least, long most) {
        if (given < least || given > most) {
            throw LabException.usage(
                    "%s %,d is out of range: give a number from %,d to %,d.".formatted(option, given, least, most));
        }
    }

    private static String line(Chaos.Round round) {
        ChaosOutcome course = round.course();
        return "seed %d, state store %s: %d kills, %,d records, none lost, none twice; %sback after %s s; longest gap in the topic %.1f s"
                .formatted(
                        course.seed(),
                        course.store(),
                        course.kills(),
                        course.acknowledged(),
                        letters(course.malformed(), round.evidence().letters().repeated()),
                        ChaosRun.seconds(course.recoveryMillis()),
                        round.evidence().longestGapMillis() / 1e3);
    }
}
