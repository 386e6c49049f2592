package dev.kerbside.cli;

import dev.kerbside.Kdc;
import dev.kerbside.LabConfig;
import dev.kerbside.Service;
import dev.kerbside.Substrate;
import dev.kerbside.door.Labs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a lab is started. */
final class StartOptions {
    @Option(
            names = "--substrate",
            paramLabel = "WHERE",
            defaultValue = "embedded",
            description = "Where the services run: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Substrate substrate;

    @Option(
            names = "--cluster",
            paramLabel = "FILE",
            description = "With --substrate external: what describes the cluster (see lab connect).")
    private Path cluster;

    @Mixin
    private Consent consent;

    @Option(names = "--base-port", paramLabel = "PORT", description = "First of the lab's ports (default: free ones).")
    private int basePort;

    @Option(
            names = "--kdc",
            paramLabel = "KDC",
            defaultValue = "kerby",
            description = "Whose Kerberos server: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Kdc kdc;

    @Option(
            names = "--with",
            paramLabel = "SERVICE",
            description = "A service besides: ${COMPLETION-CANDIDATES} (default: none).")
    private List<Service> extras = List.of();

    @Option(
            names = "--one-by-one",
            hidden = true,
            description = "Start a node only when the one before it serves: what lab bench compares with.")
    private boolean oneByOne;

    Substrate substrate() {
        return substrate;
    }

    /** Whose Kerberos server it is, for a report. */
    String kdc() {
        return cluster == null ? kdc.toString() : "the cluster's own";
    }

    LabConfig config(LabOptions options) {
        return config(options, List.of());
    }

    /** The same, with services that what comes after the start needs; a cluster that is there has what it has. */
    LabConfig config(LabOptions options, List<Service> needed) {
        return LabConfig.in(options.dir())
                .substrate(substrate)
                .cluster(cluster)
                .kdc(kdc)
                .basePort(basePort)
                .with(Stream.concat(extras.stream(), cluster == null ? needed.stream() : Stream.<Service>empty())
                        .toList())
                .oneByOne(oneByOne)
                .build();
    }

    /** Asks whether the lab may make what it will make on what is not its own. */
    void agree(LabConfig config, Terminal terminal) {
        consent.ask(Labs.announcement(config), terminal);
    }

    /** The same, for another process of this command. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(
                "--substrate", substrate.toString(), "--base-port", String.valueOf(basePort), "--kdc", kdc.toString()));
        if (cluster != null) {
            arguments.addAll(List.of("--cluster", cluster.toAbsolutePath().toString(), "--yes"));
        }
        extras.forEach(service -> arguments.addAll(List.of("--with", service.toString())));
        if (oneByOne) {
            arguments.add("--one-by-one");
        }
        return arguments;
    }
}
