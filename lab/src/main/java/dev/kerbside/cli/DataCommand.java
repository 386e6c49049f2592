package dev.kerbside.cli;

import dev.kerbside.taxi.TlcDownload;
import java.nio.file.Path;
import java.time.YearMonth;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Data to work on. */
@Command(name = "data", description = "Fetch a real month of trips.", mixinStandardHelpOptions = true)
final class DataCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing command: fetch");
    }

    @Command(name = "fetch", description = "Fetch a month of green trips from TLC.", mixinStandardHelpOptions = true)
    int fetch(
            @Option(names = "--month", paramLabel = "YYYY-MM", required = true, description = "For example 2022-01.")
                    YearMonth month,
            @Option(
                            names = "--to",
                            paramLabel = "FOLDER",
                            defaultValue = ".",
                            description = "Where to put it (default: the current folder).")
                    Path folder,
            @Option(
                            names = "--base-url",
                            paramLabel = "URL",
                            defaultValue = TlcDownload.BASE_URL,
                            description = "Folder of the files (default: ${DEFAULT-VALUE}).")
                    String baseUrl) {
        Path file = TlcDownload.fetch(baseUrl, month, folder);
        System.out.println("Fetched " + file + ". Use it: lab run --file '" + file + "'");
        return 0;
    }
}
