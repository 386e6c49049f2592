package dev.kerbside.steps;

import dev.kerbside.TutorialNames;
import dev.kerbside.folder.Json;
import dev.kerbside.security.Hdfs;
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

    static String folder(Step lesson, TutorialNames names) {
        return names.home() + "/lessons/" + lesson.id();
    }

    private static Path file(Step lesson, TutorialContext context) {
        return new Path(folder(lesson, context.names()), "findings.json");
    }

    static void write(Step lesson, Object found, TutorialContext context) throws IOException {
        try (FileSystem fs = context.hdfs();
                OutputStream out = fs.create(file(lesson, context), true)) {
            out.write(Json.text(found).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Empty if the lesson was not done. */
    static <F> Optional<F> read(Step lesson, Class<F> type, TutorialContext context) throws IOException {
        try (FileSystem fs = context.hdfs()) {
            if (!fs.exists(file(lesson, context))) {
                return Optional.empty();
            }
            try (InputStream in = fs.open(file(lesson, context))) {
                return Optional.of(Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), type));
            }
        }
    }

    /** Deletes the lesson's folder; tells whether it was there. */
    static boolean delete(Step lesson, TutorialContext context) throws IOException {
        try (FileSystem fs = context.hdfs()) {
            return Hdfs.deleteOwn(new Path(folder(lesson, context.names())), fs);
        }
    }
}
