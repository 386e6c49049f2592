package dev.kerbside;

import java.nio.file.Path;

/**
 * Where a job works on this machine: removed with the lab, but for its log.
 *
 * @param folder the job's own, and there
 * @param log what it says of itself
 */
public record JobFolder(Path folder, Path log) {
    /** For its temporary files; there. */
    public Path temporary() {
        return folder.resolve("tmp");
    }

    /** What it prints. */
    public Path console() {
        return folder.resolve("console.txt");
    }

    /** For checkpoints on the local disk. */
    public Path checkpoints() {
        return folder.resolve("checkpoints");
    }

    /** A file of its own. */
    public Path file(String name) {
        return folder.resolve(name);
    }
}
