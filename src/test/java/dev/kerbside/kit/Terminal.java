package dev.kerbside.kit;

import dev.kerbside.Endpoints;
import dev.kerbside.Lab;
import dev.kerbside.Principal;
import dev.kerbside.security.Kerberos;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.kerby.kerberos.kerb.KrbException;

/**
 * A person's terminal: bash on this machine with the lab's environment, in a folder and with a credential cache of its own, so
 * that tdp_user's cache in the lab's folder stays as it is.
 */
final class Terminal {
    private static final long LIMIT_SECONDS = 180;

    private final Endpoints lab;
    private final Path folder;
    private final Path cache;

    /** What a command printed (both streams) and its exit code. */
    record Result(int exit, String output) {}

    Terminal(Endpoints lab, Path folder) {
        this.lab = lab;
        this.folder = folder;
        this.cache = folder.resolve("krb5cc");
    }

    /** Puts the principal's ticket into this terminal's cache, without an installed kinit. */
    void kinit(Principal principal) throws KrbException, IOException {
        Kerberos.kinit(lab.krb5Conf(), principal, lab.keytab(principal), cache);
    }

    /** Whether a command is installed on this machine. */
    boolean has(String command) throws IOException {
        return run("command -v " + command).exit() == 0;
    }

    /** Runs commands until the first that fails. */
    Result run(String commands) throws IOException {
        // client.properties names the ticket cache, too.
        String own =
                """
                set -e; cd '%1$s'; export KRB5CCNAME='FILE:%2$s'
                sed 's|ticketCache="[^"]*"|ticketCache="%2$s"|' "$LAB_CLIENT_PROPERTIES" > client.properties
                export LAB_CLIENT_PROPERTIES="$PWD/client.properties"
                """
                        .formatted(folder, cache);
        Path output = Files.createTempFile(folder, "output", ".txt");
        ProcessBuilder shell = Lab.attach(lab.folder())
                .localShell()
                .running(own + commands)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(output.toFile());
        shell.environment().keySet().removeIf(name -> !name.matches("PATH|HOME|LANG|PYENV_.*"));
        Process process = shell.start();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError(
                        "Not done after " + LIMIT_SECONDS + " s: " + commands + "\n" + Files.readString(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return new Result(process.exitValue(), Files.readString(output));
    }
}
