package dev.kerbside.junit;

import dev.kerbside.LabException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A folder for a lab of this JVM where the build's own files are: of several JVMs at once, each takes another one. */
final class OwnPlace {
    private static final int MOST = 64;

    /** Open for as long as this JVM lives: a closed one holds nothing. */
    private static final List<FileChannel> HELD = new ArrayList<>();

    private OwnPlace() {}

    /** The first that no other JVM has; this one has it until it ends. */
    static Path take() {
        Path parent = Stream.of("target", "build")
                .map(Path::of)
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(Path.of("."));
        for (int number = 1; number <= MOST; number++) {
            Path folder = parent.resolve(number == 1 ? "kerbside" : "kerbside-" + number);
            if (isFree(folder)) {
                return folder;
            }
        }
        throw LabException.cannotStart("%d JVMs have a lab in %s: name another folder with -Dkerbside.folder."
                .formatted(MOST, parent.toAbsolutePath()));
    }

    private static boolean isFree(Path folder) {
        Path lock = folder.resolveSibling("." + folder.getFileName() + ".lock");
        try {
            FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() != null) {
                HELD.add(channel);
                return true;
            }
            channel.close();
            return false;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            throw LabException.cannotStart(
                    "%s cannot be locked: %s. Name another folder with -Dkerbside.folder.".formatted(lock, e), e);
        }
    }
}
