package dev.kerbside.taxi;

import java.nio.file.Path;

/** A path of this machine in Hadoop's and Spark's words: {@code file:/a b}, because they do not decode a URI's %20. */
public final class LocalPath {
    private LocalPath() {}

    public static String of(Path path) {
        return new org.apache.hadoop.fs.Path(path.toUri()).toString();
    }
}
