package dev.kerbside.substrate;

import dev.kerbside.Endpoints;
import dev.kerbside.Shell;
import dev.kerbside.config.Commands;
import dev.kerbside.process.ForeignVariables;
import java.util.ArrayList;
import java.util.List;

/**
 * bash on this machine as a client of a lab: the variables of its env.sh, and its commands first on PATH. The
 * caller chooses streams and working folder of what it gets, and starts it; its exit code is the shell's.
 */
public final class LocalShell implements Shell {
    private final Endpoints lab;

    public LocalShell(Endpoints lab) {
        this.lab = lab;
    }

    @Override
    public ProcessBuilder interactive() {
        return shell("--rcfile", ClientCommands.bashrc(lab).toString(), "-i");
    }

    @Override
    public ProcessBuilder running(String commands) {
        // On one line, so that bash's own messages count the lines of the commands.
        String environment = Commands.quoted(ClientCommands.environment(lab).toString());
        return shell("-c", ". " + environment + "; " + commands, "lab");
    }

    /** With the person's own variables, as any other shell of theirs; env.sh then says what the lab's are. */
    private static ProcessBuilder shell(String... arguments) {
        List<String> command = new ArrayList<>(List.of("bash"));
        command.addAll(List.of(arguments));
        ProcessBuilder shell = new ProcessBuilder(command);
        ForeignVariables.giveBack(shell.environment());
        return shell;
    }
}
