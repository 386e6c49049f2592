package dev.kerbside.cli;

import dev.kerbside.lessons.Syllabus;
import dev.kerbside.steps.Step;
import dev.kerbside.steps.StepResult;
import dev.kerbside.steps.StepResult.Outcome;
import dev.kerbside.trainee.Trainee;
import dev.kerbside.trainee.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Checks again on every save, in one warm process. Until Ctrl+C, or the end of the tutorial. */
@Command(
        name = "watch",
        description = "Check again on every save, and go on to the next step when one holds; until Ctrl+C.",
        mixinStandardHelpOptions = true)
final class WatchCommand implements Callable<Integer> {
    /** Nobody tells when the cluster changes, so a step of the shell is looked at again and again. */
    private static final long LOOK_SECONDS = 3;

    @Mixin
    private TraineeOptions options;

    @Parameters(paramLabel = "STEP", arity = "0..1", description = "Only this one.")
    private String given;

    @Override
    public Integer call() throws Exception {
        try (Terminal terminal = new Terminal();
                Trainee trainee = options.judging(terminal);
                WatchService saves =
                        trainee.workspace().folder().getFileSystem().newWatchService()) {
            register(trainee.workspace(), saves);
            if (given != null) {
                watch(Syllabus.step(given), false, terminal, trainee, saves);
            }
            for (Optional<Step> step = trainee.next(); step.isPresent(); step = trainee.next()) {
                watch(step.get(), true, terminal, trainee, saves);
            }
            terminal.print(StepCommand.COMPLETE);
        }
        return 0;
    }

    /** Each of its folders, those that are new too; to register one again does nothing. */
    private static void register(Workspace workspace, WatchService saves) throws IOException {
        List<Path> folders = new ArrayList<>(workspace.sourceFolders());
        folders.add(workspace.folder());
        for (Path folder : folders) {
            folder.register(saves, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
        }
    }

    /** @param untilItHolds else for ever */
    private static void watch(Step step, boolean untilItHolds, Terminal terminal, Trainee trainee, WatchService saves)
            throws IOException, InterruptedException {
        terminal.title(step.id() + "  " + step.title());
        terminal.say("your work: " + trainee.workspace().exercise(step));
        String said = "";
        while (true) {
            terminal.progress("checking ...");
            StepResult result = trainee.check(step);
            String verdict = String.valueOf(result.reason());
            if (isCodeOnly(step) || !verdict.equals(said)) {
                terminal.result(result);
            }
            if (untilItHolds && result.outcome() == Outcome.PASSED) {
                return;
            }
            said = verdict;
            terminal.progress(isCodeOnly(step) ? "waiting for a save ..." : "looking again and again ...");
            register(trainee.workspace(), saves);
            await(step, saves);
            if (isCodeOnly(step)) {
                terminal.title("%tT  %s".formatted(LocalTime.now(), step.id()));
            }
        }
    }

    /** A lesson too: it is done with the code, at a save. */
    private static boolean isCodeOnly(Step step) {
        return step.code().isPresent() && (step.isExperiment() || !step.standsWithoutCode());
    }

    private static void await(Step step, WatchService saves) throws InterruptedException {
        WatchKey saved = isCodeOnly(step) ? saves.take() : saves.poll(LOOK_SECONDS, TimeUnit.SECONDS);
        // An editor writes a file in several steps: one check for all of them.
        for (; saved != null; saved = saves.poll(50, TimeUnit.MILLISECONDS)) {
            saved.pollEvents();
            saved.reset();
        }
    }
}
