package dev.kerbside.cli;

import dev.kerbside.Lab;
import dev.kerbside.Principal;
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
            Lab lab = Lab.attach(options.dir());
            Principal principal = Principal.user(user);
            lab.changePassword(principal);
            terminal.say("%s has a new password; the new keytab is %s"
                    .formatted(user, lab.endpoints().keytab(principal)));
        }
        return 0;
    }
}
