package dev.kerbside.cli;

import dev.kerbside.steps.Master;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the job of step 10 runs. */
final class MasterOptions {
    @Option(
            names = "--master",
            paramLabel = "MASTER",
            description =
                    "Where step 10 runs the job: local, or yarn (default: local; on a cluster, as its file says).")
    private String master;

    @Option(
            names = "--deploy-mode",
            paramLabel = "MODE",
            description = "Where its driver runs on yarn: client, here, or cluster, in a container (default: client).")
    private String deployMode;

    /**
     * The master that the person chose; nothing if none.
     *
     * @throws dev.kerbside.LabException (usage) for other words
     */
    Optional<Master> master() {
        return master == null && deployMode == null
                ? Optional.empty()
                : Optional.of(Master.of(master == null ? "local" : master, deployMode));
    }
}
