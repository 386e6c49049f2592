package dev.kerbside.folder;

import dev.kerbside.LabException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/**
 * The turn to change what is on a lab: one command has it at a time, and it ends with that command however that ends.
 * Whoever only looks needs none.
 */
public final class Turn implements AutoCloseable {
    private final OwnFolder lab;
    private final FolderLock lock;

    private Turn(OwnFolder lab, FolderLock lock) {
        this.lab = lab;
        this.lock = lock;
    }

    /**
     * Takes it.
     *
     * @param what is going to be done, as {@code step do}
     * @throws LabException if another command has it, with its name and process
     */
    public static Turn take(Path labFolder, String what) {
        OwnFolder lab = LabFolder.own(labFolder);
        try {
            FolderLock lock = FolderLock.take(lab.place(FolderPlan.TURN.path())).orElseThrow(() -> taken(lab));
            lab.write(
                    FolderPlan.TURN_HOLDER.path(),
                    "%s (pid %d, since %s)"
                            .formatted(
                                    what,
                                    ProcessHandle.current().pid(),
                                    LocalTime.now().truncatedTo(ChronoUnit.SECONDS)));
            return new Turn(lab, lock);
        } catch (IOException e) {
            throw LabException.cannotStart("%s cannot be locked: %s.".formatted(lab.path(), e), e);
        }
    }

    private static LabException taken(OwnFolder lab) {
        return LabException.checkFailed(
                "Another command is changing the lab in %s: %s. Wait until it has ended, or end it; checking goes on meanwhile."
                        .formatted(lab.path(), whose(lab)));
    }

    private static String whose(OwnFolder lab) {
        try {
            return lab.read(FolderPlan.TURN_HOLDER.path());
        } catch (IOException e) {
            // It has begun or ended this moment.
            return "its name is not known yet";
        }
    }

    @Override
    public void close() {
        try (lock) {
            lab.delete(FolderPlan.TURN_HOLDER.path());
        } catch (IOException e) {
            throw LabException.cannotStart("%s cannot be freed: %s.".formatted(lab.path(), e), e);
        }
    }
}
