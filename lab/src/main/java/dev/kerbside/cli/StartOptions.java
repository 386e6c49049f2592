package dev.kerbside.cli;

import dev.kerbside.Kdc;
import dev.kerbside.LabConfig;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** How to start a lab. */
final class StartOptions {
    @Option(names = "--base-port", paramLabel = "PORT", description = "First of the lab's ports (default: free ones).")
    private int basePort;

    @Option(
            names = "--kdc",
            paramLabel = "KDC",
            defaultValue = "kerby",
            description =
                    "Whose Kerberos server: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}; mit is installed apart).")
    private Kdc kdc;

    Kdc kdc() {
        return kdc;
    }

    LabConfig config(Path dir) {
        return new LabConfig(dir, basePort, kdc);
    }

    /** The same options, for another process. */
    List<String> arguments() {
        return List.of("--base-port", String.valueOf(basePort), "--kdc", kdc.toString());
    }
}
