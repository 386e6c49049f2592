package dev.kerbside.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The log of a process that the lab started. */
public final class LogFile {
    private LogFile() {}

    /** Its last line that names an error, else its last line; in words if it is empty or cannot be read. */
    public static String lastError(Path log) {
        try {
            // A process that was killed may have left half a character.
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return lines.stream()
                    .filter(line -> line.contains("Exception") || line.contains("Error") || line.contains("ERROR"))
                    .reduce((first, second) -> second)
                    .orElse(lines.isEmpty() ? "empty log" : lines.get(lines.size() - 1));
        } catch (IOException e) {
            return "no log";
        }
    }
}
