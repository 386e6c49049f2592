package dev.kerbside.folder;

import com.sun.security.auth.module.UnixSystem;
import dev.kerbside.LabException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Set;

/**
 * Whether a folder is one's own: a real folder of this user, and no folder above it lets another user put something else
 * in its place. One that everybody may write to is harmless with the sticky bit (as /tmp), or below a folder that nobody
 * else may enter. Access control lists are not looked at.
 */
final class Ownership {
    private static final int STICKY = 01000;
    private static final int ROOT = 0;
    private static final int MOST_LINKS = 40;
    private static final int ME = (int) new UnixSystem().getUid();

    private int links;
    private boolean closedToOthers;

    private Ownership() {}

    /**
     * Of a folder that need not be there: then of the place where it would be.
     *
     * @param option how another folder is given, for the refusal
     * @throws LabException if it is not one's own, with the reason and the cure
     */
    static void require(Path folder, String option) throws IOException {
        String cure = " Nothing was touched. Give a folder of your own with %s.".formatted(option);
        try {
            requireMine(folder, new Ownership().walk(folder.toAbsolutePath()));
        } catch (Refusal e) {
            throw LabException.cannotStart(e.getMessage() + cure, e);
        }
    }

    /** Why a folder is not one's own. */
    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;

        Refusal(String words, Object... values) {
            super(words.formatted(values));
        }
    }

    private static void requireMine(Path folder, Path real) throws IOException, Refusal {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        PosixFileAttributes found = attributes(folder);
        if (found.isSymbolicLink()) {
            throw new Refusal("%s is a link, and a link may be turned elsewhere.", folder);
        }
        if (!found.isDirectory()) {
            throw new Refusal("%s is not a folder.", folder);
        }
        if (owner(real) != ME) {
            throw new Refusal(
                    "%s belongs to %s, not to you.", folder, found.owner().getName());
        }
    }

    /** Goes from the root to the path as the system does, link by link; what is not there ends the way. */
    private Path walk(Path path) throws IOException, Refusal {
        closedToOthers = false;
        Path here = path.getRoot();
        for (Path name : path) {
            requireTrusted(here);
            Path next = "..".equals(name.toString()) ? parent(here) : here.resolve(name);
            PosixFileAttributes found;
            try {
                found = attributes(next);
            } catch (NoSuchFileException e) {
                return next;
            }
            requireOwner(next, found);
            here = found.isSymbolicLink() ? followed(here, next) : next;
        }
        return here;
    }

    private Path followed(Path here, Path link) throws IOException, Refusal {
        if (++links > MOST_LINKS) {
            throw new Refusal("%s is one of too many links.", link);
        }
        return walk(here.resolve(Files.readSymbolicLink(link)));
    }

    private static Path parent(Path folder) {
        return folder.getParent() == null ? folder : folder.getParent();
    }

    /** That nobody else can put another thing in the place of what is in this folder and belongs to somebody trusted. */
    private void requireTrusted(Path folder) throws IOException, Refusal {
        Map<String, Object> found = unix(folder);
        Set<PosixFilePermission> mode = attributes(folder).permissions();
        boolean group = !isPrivate(folder);
        boolean writable = mode.contains(PosixFilePermission.OTHERS_WRITE)
                || group && mode.contains(PosixFilePermission.GROUP_WRITE);
        boolean sticky = ((int) found.get("mode") & STICKY) != 0;
        if (!closedToOthers && writable && !sticky) {
            throw new Refusal(
                    "Other users can put something else in its place, because %1$s is writable by %2$s (chmod %3$s %1$s takes that away).",
                    folder,
                    mode.contains(PosixFilePermission.OTHERS_WRITE) ? "everybody" : "its group",
                    mode.contains(PosixFilePermission.OTHERS_WRITE) ? "go-w" : "g-w");
        }
        closedToOthers |= !mode.contains(PosixFilePermission.OTHERS_EXECUTE)
                && !(group && mode.contains(PosixFilePermission.GROUP_EXECUTE));
    }

    private void requireOwner(Path path, PosixFileAttributes found) throws IOException, Refusal {
        int owner = owner(path);
        if (!closedToOthers && owner != ME && owner != ROOT) {
            throw new Refusal(
                    "%s belongs to %s, who can put something else in its place.",
                    path, found.owner().getName());
        }
    }

    /** Many systems give each user a group of the same name, in which is nobody else. */
    private static boolean isPrivate(Path folder) throws IOException {
        PosixFileAttributes found = attributes(folder);
        return found.group().getName().equals(found.owner().getName());
    }

    private static PosixFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static Map<String, Object> unix(Path path) throws IOException {
        return Files.readAttributes(path, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
    }

    private static int owner(Path path) throws IOException {
        return (int) unix(path).get("uid");
    }
}
