package dev.kerbside.folder;

import dev.kerbside.Endpoints;
import dev.kerbside.LabException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The endpoints of a lab as a file in its folder, by which a second process attaches. It holds no secret. */
public final class EndpointsFile {
    private EndpointsFile() {}

    /** Writes it: from here on others may attach. */
    public static void write(LabFolder folder, Endpoints endpoints) {
        folder.write(FolderPlan.ENDPOINTS, Json.text(endpoints));
    }

    /**
     * Reads it.
     *
     * @throws LabException if no lab is ready there
     */
    public static Endpoints read(Path labFolder) {
        if (LabFolder.running(labFolder).filter(LabState::ready).isEmpty()) {
            throw LabException.cannotStart("No lab is ready in %s. %s"
                    .formatted(
                            labFolder,
                            above(labFolder)
                                    .map(running -> "One runs in %s: give --dir %s".formatted(running, running))
                                    .orElse("Start one with: lab up --dir %s (its state: lab status)"
                                            .formatted(labFolder))));
        }
        Path file = FolderPlan.ENDPOINTS.in(labFolder);
        try {
            return Json.read(file, Endpoints.class);
        } catch (IOException e) {
            throw LabException.cannotStart(
                    "%s cannot be read (%s). Restart the lab: lab down, then lab up.".formatted(file, e.getMessage()),
                    e);
        }
    }

    /** A lab that runs in a folder of the same name, further up: whoever asks has changed into a folder below. */
    private static Optional<Path> above(Path labFolder) {
        Path folder = labFolder.toAbsolutePath().normalize();
        return Stream.iterate(folder.getParent(), Objects::nonNull, Path::getParent)
                .map(parent -> parent.resolve(folder.getFileName()))
                .filter(candidate -> !candidate.equals(folder) && isRunning(candidate))
                .findFirst();
    }

    private static boolean isRunning(Path folder) {
        try {
            return LabFolder.running(folder).isPresent();
        } catch (LabException e) {
            // Not one's own: nobody's advice.
            return false;
        }
    }
}
