package dev.kerbside.security;

import dev.kerbside.LabException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** MIT's KDC, as it is installed on this machine. */
public record MitCommands(Path krb5kdc, Path kdb5Util, Path kadminLocal) {
    /** Where distributions put them: an ordinary user's PATH lacks these folders. */
    private static final List<String> SYSTEM_FOLDERS = List.of("/usr/sbin", "/usr/local/sbin", "/usr/lib/mit/sbin");

    /**
     * Finds them.
     *
     * @throws LabException if they are not installed, with the package that has them
     */
    public static MitCommands find() {
        return new MitCommands(find("krb5kdc"), find("kdb5_util"), find("kadmin.local"));
    }

    private static Path find(String command) {
        List<String> folders =
                new ArrayList<>(List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)));
        folders.addAll(SYSTEM_FOLDERS);
        return folders.stream()
                .map(folder -> Path.of(folder, command))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () -> LabException.cannotStart(
                                "MIT's KDC is not installed: no " + command
                                        + " in PATH or /usr/sbin. Install it (Debian: apt-get install krb5-kdc krb5-admin-server), or give another --kdc."));
    }
}
