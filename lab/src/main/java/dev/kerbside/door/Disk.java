package dev.kerbside.door;

import dev.kerbside.LabException;
import dev.kerbside.process.TemporaryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a lab needs of the disk below its folder. */
public final class Disk {
    /** Free space, MiB. */
    public static final long FREE_MB = 2_048;

    private Disk() {}

    /** @throws LabException if there is too little room, or native libraries cannot be loaded from there */
    static void require(Path folder) {
        try {
            long freeMb = Files.getFileStore(folder).getUsableSpace() >> 20;
            if (freeMb < FREE_MB) {
                throw LabException.cannotStart(
                        "%s has %,d MB free and a lab needs %,d MB. Free some, or give another --dir."
                                .formatted(folder, freeMb, FREE_MB));
            }
            if (!TemporaryFiles.areExecutable(folder)) {
                throw LabException.cannotStart(
                        "%s is on a file system that is mounted noexec, and a lab loads native libraries from its folder. Give another --dir."
                                .formatted(folder));
            }
        } catch (IOException e) {
            throw LabException.cannotStart("The disk of %s cannot be asked: %s.".formatted(folder, e), e);
        }
    }
}
