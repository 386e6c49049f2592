package org.apache.hadoop.io;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;

/**
 * What the NodeManager reads containers' logs by, in the place of Hadoop's class of this name: that one needs native code,
 * which is in no repository, and ends the NodeManager without it. See docs/decisions/yarn.md.
 */
public final class SecureIOUtils {
    private SecureIOUtils() {}

    /**
     * Opens a log of a container. A container runs as the NodeManager's own user, so that a log must be that user's, and no
     * link to something else.
     *
     * @param expectedOwner the application's user, whom this machine need not know
     */
    public static FileInputStream openForRead(File file, String expectedOwner, String expectedGroup)
            throws IOException {
        Path path = file.toPath();
        UserPrincipal owner = Files.getOwner(path, LinkOption.NOFOLLOW_LINKS);
        if (!owner.equals(Files.getOwner(Path.of("").toAbsolutePath()))
                || !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(
                    "%s is no file of the NodeManager's user, but of %s, or a link".formatted(path, owner));
        }
        return new FileInputStream(file);
    }
}
