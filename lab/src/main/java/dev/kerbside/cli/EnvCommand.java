package dev.kerbside.cli;

import dev.kerbside.Endpoints;
import dev.kerbside.Lab;
import dev.kerbside.folder.FolderPlan;
import dev.kerbside.folder.LabFolder;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the environment of a running lab's clients. */
@Command(
        name = "env",
        description = "Print the environment for your own clients: eval \"$(lab/bin/lab env)\".",
        mixinStandardHelpOptions = true)
final class EnvCommand implements Callable<Integer> {
    @Mixin
    private LabOptions options;

    @Override
    public Integer call() throws Exception {
        Endpoints endpoints = Lab.attach(options.dir()).endpoints();
        try (PrintStream out = Output.forPrograms()) {
            out.print(LabFolder.own(endpoints.folder()).read(FolderPlan.ENVIRONMENT.path()));
        }
        return 0;
    }
}
