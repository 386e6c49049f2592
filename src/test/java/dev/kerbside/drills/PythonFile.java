package dev.kerbside.drills;

import dev.kerbside.taxi.job.Job;
import dev.kerbside.taxi.job.NycTaxiStreaming;
import dev.kerbside.taxi.job.TripQuestions;
import dev.kerbside.taxi.pyspark.Attached;
import dev.kerbside.taxi.pyspark.PythonJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The text of one of the two files of a trainee who writes Python: the reference's, with other words.
 *
 * @param module its name without the end
 */
record PythonFile(String module, String text) {
    /** Folder of the reference, and of what it imports. */
    static final Path CODE = Path.of("lab/src/main/python").toAbsolutePath();

    private static final Map<Class<?>, String> MODULES =
            Map.of(NycTaxiStreaming.class, PythonJob.JOB, TripQuestions.class, PythonJob.QUESTIONS);

    /** @param source the reference's class in Java */
    static PythonFile reference(Class<?> source) throws IOException {
        return reference(MODULES.get(source));
    }

    private static PythonFile reference(String module) throws IOException {
        return new PythonFile(module, Files.readString(CODE.resolve(module + ".py")));
    }

    PythonFile edited(Edits edits) {
        return new PythonFile(module, edits.in(text));
    }

    /** The job of both files, in this folder. */
    Job load(Attached python, Path folder) throws Exception {
        for (String one : MODULES.values()) {
            String content = one.equals(module) ? text : reference(one).text();
            Files.writeString(folder.resolve(one + ".py"), content);
        }
        return PythonJob.load(python, folder);
    }
}
