package dev.kerbside.cli;

import dev.kerbside.LabException;
import dev.kerbside.door.Labs;
import dev.kerbside.folder.FolderPlan;
import dev.kerbside.folder.LabFolder;
import dev.kerbside.folder.OwnFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Shows a node's log; also after the lab has ended. On a terminal what would command it is made visible; another program
 * gets the bytes as they are.
 */
@Command(name = "logs", description = "Show the log of a node.", mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {
    @Mixin
    private LabOptions options;

    @Parameters(
            paramLabel = "NODE",
            description = "kdc, namenode, datanode-1 (to 3 in containers), broker-1 to 3, spark-submit")
    private String node;

    @Option(
            names = {"-n", "--lines"},
            defaultValue = "200",
            description = "Last lines to show (default: ${DEFAULT-VALUE}).")
    private int lines;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on as the log grows.")
    private boolean follow;

    @Override
    public Integer call() throws Exception {
        OwnFolder lab = LabFolder.own(options.dir());
        Path logs = lab.place(FolderPlan.LOGS.path());
        if (!known(logs).contains(node)) {
            throw LabException.usage("There is no log of '%s' in %s. Logs: %s."
                    .formatted(
                            node,
                            logs,
                            known(logs).isEmpty() ? "none, because no lab ran here" : String.join(", ", known(logs))));
        }
        List<String> command = new ArrayList<>(List.of("tail", "-n", String.valueOf(lines)));
        if (follow) {
            Labs.requireReachable(options.dir());
            command.add("-F");
        }
        command.add(lab.place(FolderPlan.LOG.path(node)).toString());
        ProcessBuilder tail = new ProcessBuilder(command).inheritIO();
        return Output.isSeen() ? visible(tail) : tail.start().waitFor();
    }

    private static int visible(ProcessBuilder tail) throws IOException, InterruptedException {
        Process process = tail.redirectOutput(ProcessBuilder.Redirect.PIPE).start();
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            said.lines().forEach(System.out::println);
        }
        return process.waitFor();
    }

    private static List<String> known(Path logs) throws IOException {
        if (!Files.isDirectory(logs)) {
            return List.of();
        }
        try (var files = Files.list(logs)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".log"))
                    .map(name -> name.substring(0, name.length() - ".log".length()))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }
}
