package dev.kerbside.cli;

import dev.kerbside.Endpoints;
import java.nio.file.Files;
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
        Endpoints endpoints = Endpoints.read(options.dir());
        System.out.print(Files.readString(endpoints.folder().resolve("env.sh")));
        return 0;
    }
}
