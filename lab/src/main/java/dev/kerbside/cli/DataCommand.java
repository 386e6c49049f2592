package dev.kerbside.cli;

import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.Zones;
import dev.kerbside.taxi.fetch.TlcDownload;
import dev.kerbside.taxi.file.TripFile;
import dev.kerbside.taxi.topic.TripJson;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.YearMonth;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Data to work on. */
@Command(
        name = "data",
        description = "The trips and the zones: fetch a month, or print what a lab works on.",
        mixinStandardHelpOptions = true)
final class DataCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing command: fetch, path, zones or json");
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
                    String baseUrl,
            @Option(
                            names = "--max-mb",
                            paramLabel = "MB",
                            defaultValue = TlcDownload.MAX_MB,
                            description =
                                    "Refuse a larger file (default: ${DEFAULT-VALUE}; a month has less than 100).")
                    long maxMb) {
        Path file = TlcDownload.fetch(baseUrl, month, folder, maxMb);
        System.out.println(AsTyped.of("Fetched " + file + ". Use it: lab run --file '" + file + "'"));
        return 0;
    }

    @Command(name = "path", description = "Print the path of the trips' file.", mixinStandardHelpOptions = true)
    int path(@Mixin LabOptions options, @Mixin DataOptions data) throws IOException {
        data.zones().resolve(options.dir());
        try (PrintStream out = Output.forPrograms()) {
            out.println(DataOptions.plain(options.dir(), chosen(options, data)));
        }
        return 0;
    }

    @Command(name = "zones", description = "Print the taxi zone lookup, as CSV.", mixinStandardHelpOptions = true)
    int zones(@Mixin LabOptions options, @Mixin ZoneOptions zones) throws IOException {
        try (PrintStream out = Output.forPrograms()) {
            out.print(new String(Zones.csv(zones.resolve(options.dir())), StandardCharsets.UTF_8));
        }
        return 0;
    }

    @Command(
            name = "json",
            description = "Print the trips as JSON, one a line, as the producer writes them.",
            mixinStandardHelpOptions = true)
    int json(@Mixin LabOptions options, @Mixin DataOptions data) throws IOException {
        try (TripFile file = TripFile.openLocal(chosen(options, data));
                PrintStream out = Output.forPrograms()) {
            TripJson json = TripJson.of(file);
            for (Trip trip = file.read(); trip != null; trip = file.read()) {
                out.print(new String(json.write(trip), StandardCharsets.UTF_8) + "\n");
            }
        }
        return 0;
    }

    private static Path chosen(LabOptions options, DataOptions data) throws IOException {
        data.validate();
        return data.resolve(options.dir());
    }
}
