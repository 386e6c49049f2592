package dev.kerbside.cli;

import dev.kerbside.LabConfig;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which lab to start, and where it listens. */
final class StartOptions {
    @Mixin
    private LabOptions lab;

    @Option(names = "--base-port", paramLabel = "PORT", description = "First of the lab's ports (default: free ones).")
    private int basePort;

    Path dir() {
        return lab.dir();
    }

    int basePort() {
        return basePort;
    }

    LabConfig config() {
        return new LabConfig(dir(), basePort);
    }
}
