package dev.kerbside.cli;

import dev.kerbside.steps.Master;
import picocli.CommandLine.Option;

/** Where the job of step 10 runs. */
final class MasterOptions {
    @Option(
            names = "--master",
            paramLabel = "MASTER",
            defaultValue = "local",
            description = "Where step 10 runs the job: local, or yarn (default: ${DEFAULT-VALUE}).")
    private String master;

    @Option(
            names = "--deploy-mode",
            paramLabel = "MODE",
            description = "Where its driver runs on yarn: client, here, or cluster, in a container (default: client).")
    private String deployMode;

    /** @throws dev.kerbside.LabException (usage) for other words */
    Master master() {
        return Master.of(master, deployMode);
    }
}
