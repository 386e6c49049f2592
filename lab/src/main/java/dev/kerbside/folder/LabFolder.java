package dev.kerbside.folder;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.kerbside.LabException;
import dev.kerbside.Substrate;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The folder of one lab, mode 0700, laid out as {@link FolderPlan} says. A lab that runs holds its {@link FolderLock},
 * which ends with its owner, so that "is it running" has a true answer even after {@code kill -9}.
 */
public final class LabFolder implements AutoCloseable {
    private static final Set<PosixFilePermission> PARENTS = PosixFilePermissions.fromString("rwxr-xr-x");

    private static final Duration OTHERS_WORK = Duration.ofSeconds(2);

    private final OwnFolder own;
    private final FolderLock lock;
    private final LabState leftover;

    private LabFolder(OwnFolder own, FolderLock lock, LabState leftover) {
        this.own = own;
        this.lock = lock;
        this.leftover = leftover;
    }

    /** @throws LabException if it is connected to a cluster */
    public static void requireFree(Path path) {
        if (running(path).filter(LabState::connectedOnly).isPresent()) {
            throw LabException.cannotStart(
                    "%s is connected to a cluster. Use that, disconnect it with: lab down --dir %s, or give another --dir."
                            .formatted(path, path));
        }
    }

    /**
     * Takes the folder for a new lab; what an earlier lab left there is removed, but for its logs and report, and so is
     * every link.
     *
     * @throws LabException if it is not one's own, or a lab runs there, or it holds somebody else's files, or it cannot
     *     be written
     */
    public static LabFolder claim(Path path, Substrate substrate) {
        try {
            OwnFolder own = own(path);
            Optional<LabState> earlier = state(own);
            requireFree(path);
            if (own.exists() && earlier.isEmpty() && !isEmpty(path)) {
                throw LabException.cannotStart(path
                        + " is not a lab's folder and is not empty: nothing was touched. Give another one with --dir.");
            }
            Files.createDirectories(path, PosixFilePermissions.asFileAttribute(PARENTS));
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            LabFolder folder = new LabFolder(
                    own(path),
                    lockOrRefuse(own),
                    earlier.filter(state -> hasLeftovers(path)).orElse(null));
            folder.clear();
            folder.removeLinks();
            folder.write(LabState.ofThisProcess(substrate, false, List.of()));
            return folder;
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    /**
     * The state of the lab that runs in this folder: the process that it names holds the lock; empty if none does.
     *
     * @throws LabException if the folder is not one's own
     */
    public static Optional<LabState> running(Path path) {
        try {
            OwnFolder own = own(path);
            Optional<LabState> state = state(own);
            return FolderLock.isHeld(FolderPlan.LOCK.in(path))
                    ? state.filter(
                            lab -> lab.connectedOnly() || lab.owner().alive().isPresent())
                    : state.filter(LabState::connectedOnly);
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    /** @throws LabException if none runs there */
    public static LabState requireRunning(Path path) {
        return running(path)
                .orElseThrow(() -> LabException.cannotStart(
                        "No lab is running in %s. Start one: lab up --dir %s".formatted(path, path)));
    }

    /**
     * The state of the lab that ran here last, or runs.
     *
     * @throws LabException if the folder is not one's own
     */
    public static Optional<LabState> last(Path path) {
        try {
            return state(own(path));
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    /** @throws LabException if the folder is there and not one's own: then nothing of it is to be read or written */
    public static OwnFolder own(Path path) {
        try {
            return OwnFolder.at(path, "--dir");
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    /** Whether a lab that no longer runs left keys or data in this folder. */
    public static boolean hasLeftovers(Path path) {
        return Files.exists(FolderPlan.NODES.in(path)) || Files.exists(FolderPlan.KEYTABS.in(path));
    }

    public Path path() {
        return own.path();
    }

    /** The earlier lab that ended here without cleaning up, if one did. */
    public Optional<LabState> leftover() {
        return Optional.ofNullable(leftover);
    }

    /** A folder of the plan, made where needed. */
    public Path folder(FolderPlan planned) {
        return planned.make(path());
    }

    /** Writes a file of which the plan has one, with the plan's mode. */
    public Path write(FolderPlan planned, String text) {
        return write(planned.in(path()), file -> Files.writeString(file, text));
    }

    /**
     * Writes a file at a place that the plan has, with the plan's mode.
     *
     * @throws IllegalArgumentException if nobody planned it
     */
    public Path write(Path place, AtomicFile.Writer body) {
        Path relative = path().relativize(place);
        FolderPlan planned = FolderPlan.of(relative)
                .filter(one -> one.isTree() || !one.isFolder())
                .orElseThrow(() -> new IllegalArgumentException(relative + " is not in the plan of a lab's folder"));
        makeParent(place);
        return own.replace(relative.toString(), planned.isTree() ? null : planned.mode(), body);
    }

    private static void makeParent(Path place) {
        try {
            Files.createDirectories(place.getParent(), PosixFilePermissions.asFileAttribute(FolderPlan.NODES.mode()));
        } catch (IOException e) {
            throw unusable(place.getParent(), e);
        }
    }

    public void write(LabState state) {
        write(FolderPlan.STATE, Json.text(state));
    }

    /** Leaves the lab to everybody who attaches: it is connected to a cluster, and needs no owner. */
    public void connected() {
        write(LabState.connected());
        unlock();
    }

    /** Frees the folder and leaves all that is in it: whoever comes next has something to remove elsewhere. */
    public void unlock() {
        try {
            lock.close();
        } catch (IOException e) {
            throw unusable(path(), e);
        }
    }

    /** Ends what {@link #connected} began: removes secrets and data, keeps logs and report. */
    public static void release(Path path) {
        OwnFolder own = own(path);
        try (LabFolder folder = new LabFolder(own, lockOrRefuse(own), null)) {
            folder.write(LabState.ofThisProcess(Substrate.EXTERNAL, false, List.of()));
        }
    }

    /** Removes secrets and data, keeps logs and report, and frees the folder. */
    @Override
    public void close() {
        try (lock) {
            clear();
        } catch (IOException e) {
            throw LabException.cannotStart(
                    "%s could not be cleaned up: %s. Remove it by hand.".formatted(path(), e), e);
        }
    }

    private void clear() throws IOException {
        for (String name : FolderPlan.removed()) {
            own.delete(name);
        }
    }

    /** The lock, into which nothing is written, may have other names. */
    private void removeLinks() throws IOException {
        try (Stream<Path> kept = Files.list(path())) {
            for (Path one : kept.toList()) {
                if (!one.getFileName().toString().equals(FolderPlan.LOCK.path())) {
                    own.removeLinks(one.getFileName().toString());
                }
            }
        }
    }

    private static FolderLock lockOrRefuse(OwnFolder own) {
        Path path = own.path();
        Path lock = own.place(FolderPlan.LOCK.path());
        try {
            // Another process that removes what a dead lab left holds the lock for a moment.
            return Awaitility.await("the lock of " + path)
                    .atMost(OTHERS_WORK)
                    .pollInterval(Duration.ofMillis(100))
                    .pollDelay(Duration.ZERO)
                    .until(() -> FolderLock.take(lock), Optional::isPresent)
                    .orElseThrow();
        } catch (ConditionTimeoutException e) {
            throw running(path).map(lab -> alreadyRunning(path, lab)).orElseGet(() -> heldByAStranger(path));
        }
    }

    private static LabException alreadyRunning(Path path, LabState lab) {
        return LabException.cannotStart(
                "A lab is already running in %s (pid %d). Use it, end it with: lab down --dir %s, or give another --dir."
                        .formatted(path, lab.ownerPid(), path));
    }

    private static LabException heldByAStranger(Path path) {
        return LabException.cannotStart(
                "A process that is no lab of this folder holds %s/lock. Find it with: lsof %s/lock; end it, or give another --dir."
                        .formatted(path, path));
    }

    /** What the marker says; empty if there is none, or it is not a lab's. */
    private static Optional<LabState> state(OwnFolder own) throws IOException {
        if (!own.exists()
                || Files.isSymbolicLink(FolderPlan.STATE.in(own.path()))
                || !own.hasFile(FolderPlan.STATE.path())) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.parse(own.read(FolderPlan.STATE.path()), LabState.class))
                    .filter(state -> state.ownerPid() >= 0);
        } catch (JsonProcessingException | NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static LabException unusable(Path path, IOException e) {
        return e instanceof AccessDeniedException denied
                ? LabException.cannotStart(
                        "No permission for %s. Give another folder with --dir.".formatted(denied.getFile()), e)
                : LabException.cannotStart(
                        "%s cannot be used: %s. Give another folder with --dir.".formatted(path, e), e);
    }

    private static boolean isEmpty(Path path) throws IOException {
        try (Stream<Path> children = Files.list(path)) {
            return children.findAny().isEmpty();
        }
    }
}
