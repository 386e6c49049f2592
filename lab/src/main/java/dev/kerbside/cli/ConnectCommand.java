package dev.kerbside.cli;

import dev.kerbside.LabConfig;
import dev.kerbside.LabException;
import dev.kerbside.door.Labs;
import dev.kerbside.folder.FolderPlan;
import dev.kerbside.folder.LabFolder;
import dev.kerbside.process.TemporaryFiles;
import dev.kerbside.substrate.external.ExternalPlatform;
import dev.kerbside.substrate.external.Finding;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.commons.io.file.PathUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A cluster that is there becomes the lab of a folder; or is only examined. */
@Command(
        name = "connect",
        description = {
            "Connect this folder to a cluster that is there, for all other commands; until lab down.",
            "Nothing of the cluster is started. What is made there is said first, and removed in the end."
        },
        mixinStandardHelpOptions = true)
final class ConnectCommand implements Callable<Integer> {
    /** What the name of its folder begins with. */
    private static final String CHECK = "cluster-check";

    @Mixin
    private LabOptions options;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "What is to be said of the cluster.")
    private Path file;

    @Option(names = "--template", description = "Print such a file, with what each line means.")
    private boolean template;

    @Option(
            names = "--check",
            description = "Only try all that a lab needs, say it line by line, and leave nothing there.")
    private boolean check;

    @Mixin
    private Consent consent;

    @Override
    public Integer call() throws Exception {
        if (template) {
            System.out.print(ExternalPlatform.template());
            return 0;
        }
        if (file == null) {
            throw LabException.usage(
                    "lab connect takes a file that describes the cluster. A template: lab connect --template > cluster.properties");
        }
        try (Terminal terminal = new Terminal()) {
            return check ? examine(terminal) : connect(terminal);
        }
    }

    private int connect(Terminal terminal) throws IOException {
        LabConfig config = LabConfig.in(options.dir()).cluster(file).build();
        LabFolder.requireFree(options.dir());
        removeKilledChecks(terminal);
        consent.ask(Labs.announcement(config), terminal);
        terminal.title("Connecting " + options.dir());
        Labs.connect(config, terminal);
        terminal.print("");
        terminal.say("Connected. The steps: lab step list. In your shell: eval \"$(lab/bin/lab env --dir '%s')\""
                .formatted(options.dir()));
        terminal.say("Disconnect, and remove from the cluster what was made there: lab down --dir '%s'"
                .formatted(options.dir()));
        return 0;
    }

    /** Each has a copy of the keys, and only it knows what it has left on the cluster. */
    private static void removeKilledChecks(Terminal terminal) throws IOException {
        try (DirectoryStream<Path> checks = Files.newDirectoryStream(TemporaryFiles.here(), CHECK + "*")) {
            for (Path check : checks) {
                if (LabFolder.running(check).isEmpty()) {
                    Labs.removeLeftovers(check)
                            .ifPresent(removed -> terminal.say("A check was killed before its end. " + removed));
                    delete(check);
                }
            }
        }
    }

    /** Unless something is left on the cluster, because only that folder knows of it. */
    private static void delete(Path check) throws IOException {
        if (LabFolder.last(check).isEmpty() || !Files.exists(FolderPlan.LEDGER.in(check))) {
            PathUtils.deleteDirectory(check);
        }
    }

    private int examine(Terminal terminal) throws IOException {
        removeKilledChecks(terminal);
        Labs.owes(options.dir()).ifPresent(terminal::say);
        Path folder = Files.createTempDirectory(TemporaryFiles.here(), CHECK);
        try {
            LabConfig config = LabConfig.in(folder).cluster(file).build();
            Labs.announcement(config);
            terminal.print("A record and a file are written there for a moment, and removed.");
            List<Finding> findings = ExternalPlatform.examine(config, finding -> print(finding, terminal));
            boolean well = findings.stream().noneMatch(Finding::stops);
            terminal.print("");
            terminal.print(
                    well
                            ? "The cluster does what the lab needs. Connect it: lab connect " + file
                            : "The cluster does not do yet what the lab needs: see above.");
            return well ? 0 : LabException.CHECK_FAILED;
        } finally {
            delete(folder);
        }
    }

    private static void print(Finding finding, Terminal terminal) {
        if (finding.holds()) {
            terminal.held("%-13s %s".formatted(finding.what(), finding.found()));
        } else if (!finding.tried()) {
            terminal.say("- %-13s %s".formatted(finding.what(), finding.found()));
        } else {
            terminal.problem("%-13s %s%s"
                    .formatted(finding.what(), finding.words(), finding.needed() ? "" : " (no step needs it)"));
            terminal.print("      file   " + finding.said());
            finding.diagnoses().stream()
                    .limit(1)
                    .flatMap(diagnosis -> ExplainCommand.advice(diagnosis).stream())
                    .forEach(line -> terminal.print("    " + line));
        }
    }
}
