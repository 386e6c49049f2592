package dev.kerbside.cli;

import dev.kerbside.LabException;
import dev.kerbside.folder.ChosenData;
import dev.kerbside.taxi.Zone;
import dev.kerbside.taxi.Zones;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Which zones: a table of one's own, the one that this lab took before, or the project's. */
final class ZoneOptions {
    @Option(
            names = "--zones",
            paramLabel = "PATH",
            description = "A taxi zone lookup table, as CSV (default: the one given before, else the lab's own).")
    private Path zones;

    /** Refuses a table that cannot be used. */
    void validate() {
        if (zones != null) {
            read(zones);
        }
    }

    /** The zones to work with, without changing anything. */
    List<Zone> known(Path labFolder) {
        return zones != null
                ? read(zones)
                : ChosenData.of(labFolder).zones().map(ZoneOptions::read).orElseGet(Zones::all);
    }

    /** The zones to work with; given ones are remembered. */
    List<Zone> resolve(Path labFolder) throws IOException {
        List<Zone> all = known(labFolder);
        if (zones != null) {
            ChosenData.of(labFolder).chooseZones(file -> Files.write(file, Zones.csv(all)));
        }
        return all;
    }

    private static List<Zone> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return Zones.read(in, file.toString());
        } catch (IOException e) {
            throw LabException.usage(
                    "%s cannot be read (%s). Name a CSV file with the taxi zones."
                            .formatted(file, e.getClass().getSimpleName()),
                    e);
        }
    }
}
