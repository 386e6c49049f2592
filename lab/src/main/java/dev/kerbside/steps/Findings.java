package dev.kerbside.steps;

import dev.kerbside.folder.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** What a lesson has found, as {@code findings.json} in the lesson's folder in HDFS. */
final class Findings {
    private Findings() {}

    static String folder(Step lesson) {
        return "/user/tdp_user/lessons/" + lesson.id();
    }

    private static Path file(Step lesson) {
        return new Path(folder(lesson), "findings.json");
    }

    static void write(Step lesson, Object found, TutorialContext context) throws IOException {
        try (FileSystem fs = context.hdfs();
                OutputStream out = fs.create(file(lesson), true)) {
            out.write(Json.text(found).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Empty if the lesson was not done. */
    static <F> Optional<F> read(Step lesson, Class<F> type, TutorialContext context) throws IOException {
        try (FileSystem fs = context.hdfs()) {
            if (!fs.exists(file(lesson))) {
                return Optional.empty();
            }
            try (InputStream in = fs.open(file(lesson))) {
                return Optional.of(Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), type));
            }
        }
    }

    /** Deletes the lesson's folder; tells whether it was there. */
    static boolean delete(Step lesson, TutorialContext context) throws IOException {
        try (FileSystem fs = context.hdfs()) {
            return fs.delete(new Path(folder(lesson)), true);
        }
    }
}
