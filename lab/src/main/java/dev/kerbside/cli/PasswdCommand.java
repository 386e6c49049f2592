package dev.kerbside.cli;

import dev.kerbside.door.Labs;
import dev.kerbside.folder.LabControl;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Makes a stolen keytab useless. */
@Command(
        name = "passwd",
        description = "Give a user a new random password at the KDC of a lab that is up, and a new keytab.",
        mixinStandardHelpOptions = true)
final class PasswdCommand implements Callable<Integer> {
    @Mixin
    private LabOptions options;

    @Parameters(paramLabel = "USER", description = "tdp_user or other_user.")
    private String user;

    @Override
    public Integer call() {
        try (Terminal terminal = new Terminal()) {
            Labs.requireReachable(options.dir());
            new LabControl(options.dir()).changePassword(user);
            terminal.say("%s has a new password; the new keytab is %s"
                    .formatted(user, options.dir().resolve("keytabs").resolve(user + ".keytab")));
        }
        return 0;
    }
}
