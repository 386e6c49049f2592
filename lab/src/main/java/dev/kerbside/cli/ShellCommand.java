package dev.kerbside.cli;

import dev.kerbside.Lab;
import dev.kerbside.Shell;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sun.misc.Signal;

/** Opens a shell on a running lab; its exit code is this command's. */
@Command(
        name = "shell",
        description = "Open a shell with the lab's environment and commands: kafka-topics.sh, hdfs, spark-submit ...",
        mixinStandardHelpOptions = true)
final class ShellCommand implements Callable<Integer> {
    @Mixin
    private LabOptions options;

    @Option(names = "-c", paramLabel = "COMMANDS", description = "Run these instead, and end with their exit code.")
    private String commands;

    @Option(names = "--here", description = "A shell on this machine, also where the lab has an edge node.")
    private boolean here;

    @Override
    public Integer call() throws Exception {
        Lab lab = Lab.attach(options.dir());
        Shell shell = here ? lab.localShell() : lab.shell();
        // Ctrl+C is for what runs in the shell; this process waits for its end.
        Signal.handle(new Signal("INT"), ignored -> {});
        return (commands == null ? shell.interactive() : shell.running(commands))
                .inheritIO()
                .start()
                .waitFor();
    }
}
