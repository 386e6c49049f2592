package dev.kerbside.course;

import dev.kerbside.LabException;
import dev.kerbside.text.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The text of a file, or an error that names it. */
final class TextFile {
    private TextFile() {}

    /** @throws LabException if the file cannot be read */
    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw LabException.checkFailed("There is no file %s. Put it back.".formatted(file), e);
        } catch (IOException e) {
            throw LabException.checkFailed(
                    "%s cannot be read: %s. It must be text in UTF-8, and readable by you."
                            .formatted(file, Messages.first(e)),
                    e);
        }
    }
}
