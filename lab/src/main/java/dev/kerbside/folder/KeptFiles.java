package dev.kerbside.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files of a person's in a folder of theirs, which the lab may replace: what was there is put into the folder {@code kept}
 * first, as {@code NAME.1} and so on.
 */
public record KeptFiles(OwnFolder own) {
    /** What was replaced. */
    public Path kept() {
        return own.path().resolve("kept");
    }

    /** Puts a text in the place of a file, unless it is that text already. */
    public void replace(Path file, String text) throws IOException {
        if (!Files.exists(file) || !text.equals(Files.readString(file))) {
            keep(file);
            own.write(relative(file), text);
        }
    }

    /** Puts something else in the place of a file. */
    public void replace(Path file, AtomicFile.Writer writer) {
        keep(file);
        own.replace(relative(file), writer);
    }

    /** A file that is not there yet. */
    public void write(Path file, String text) {
        own.write(relative(file), text);
    }

    private void keep(Path file) {
        if (Files.exists(own.place(relative(file)))) {
            int number = 1;
            while (Files.exists(own.place(kept(file, number)))) {
                number++;
            }
            own.replace(kept(file, number), temporary -> Files.copy(file, temporary));
        }
    }

    private String kept(Path file, int number) {
        return relative(kept().resolve(file.getFileName() + "." + number));
    }

    /** As {@link OwnFolder} takes it, through which all is written here. */
    private String relative(Path file) {
        return own.path().relativize(file).toString();
    }
}
