package dev.kerbside.cli;

import dev.kerbside.course.Course;
import dev.kerbside.course.Language;
import dev.kerbside.lessons.Syllabus;
import dev.kerbside.python.Python;
import dev.kerbside.trainee.Workspace;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a trainee's workspace. */
@Command(
        name = "init",
        description = "Make your own workspace: the tutorial's exercises, for you to solve.",
        mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            defaultValue = Workspace.NAME,
            description = "Its folder (default: ${DEFAULT-VALUE} in the current folder).")
    private Path folder;

    @Option(
            names = "--language",
            paramLabel = "LANGUAGE",
            defaultValue = "java",
            description = "Of the code: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Language language;

    @Override
    public Integer call() throws Exception {
        Workspace workspace = Workspace.create(folder.toAbsolutePath().normalize(), Course.here(), language);
        try (Terminal terminal = new Terminal()) {
            terminal.print("Your workspace: " + workspace.folder());
            terminal.print("The code of steps 04 to 09: " + workspace.job());
            terminal.print("That of step 03 is beside it: "
                    + workspace.exercise(Syllabus.step("03")).getFileName());
            terminal.print("The scripts of the other steps are beside it: 00-authenticate.sh and so on");
            if (language == Language.PYTHON && Python.find().isEmpty()) {
                terminal.print("There is no PySpark yet: lab python gets it");
            }
            terminal.print("Go on with: lab up --detach (or lab connect FILE), then lab step show");
        }
        return 0;
    }
}
