package dev.kerbside.cli;

import dev.kerbside.LabException;
import java.util.List;
import picocli.CommandLine.Option;

/** Asks a person before something is made on what is not the lab's own. */
final class Consent {
    @Option(
            names = "--yes",
            description = "Do not ask before something is made on a cluster that is not the lab's own.")
    private boolean given;

    /**
     * Says what will be made, and returns if that may be.
     *
     * @param announcement nothing where nobody need be asked
     * @throws LabException (usage) if it may not, or nobody is there who could say so
     */
    void ask(List<String> announcement, Terminal terminal) {
        if (announcement.isEmpty()) {
            return;
        }
        announcement.forEach(terminal::print);
        if (given) {
            return;
        }
        if (System.console() == null) {
            throw LabException.usage("Nobody is here to agree to that: nothing was made. Agree with: --yes");
        }
        String answer = System.console().readLine("Shall it? [y/N] ");
        if (answer == null || !answer.strip().matches("(?i)y(es)?")) {
            throw LabException.usage("You did not agree: nothing was made.");
        }
    }
}
