package dev.kerbside.drills;

import dev.kerbside.course.JavaSource;
import dev.kerbside.taxi.job.Job;
import dev.kerbside.taxi.job.NycTaxiStreaming;
import dev.kerbside.taxi.job.TaxiDataProducer;
import dev.kerbside.taxi.job.TripQuestions;
import dev.kerbside.trainee.javacode.Compiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The text of one of a trainee's three files: the reference's in a package of its own, with other members or other words.
 *
 * @param source the reference's class
 */
record JobFile(Class<?> source, String text) {
    private static final List<Class<?>> SOURCES =
            List.of(NycTaxiStreaming.class, TripQuestions.class, TaxiDataProducer.class);

    static JobFile reference(Class<?> source) throws IOException {
        Path file = Path.of("lab/src/main/java/dev/kerbside/taxi/job", source.getSimpleName() + ".java");
        return new JobFile(source, Files.readString(file))
                .edited(Edits.NONE.with(
                        "package dev.kerbside.taxi.job;\n", "package nyctaxi;\n\nimport dev.kerbside.taxi.job.*;\n"));
    }

    JobFile edited(Edits edits) {
        return new JobFile(source, edits.in(text));
    }

    /** The exercise's members in place of those of the same names. */
    JobFile with(List<String> members, JavaSource exercise) {
        return new JobFile(source, JavaSource.of(text).with(members, exercise));
    }

    Job compile(Compiler compiler, Path folder) throws IOException {
        return compile(compiler, folder, List.of());
    }

    /** @param beside more files of the job */
    Job compile(Compiler compiler, Path folder, List<Path> beside) throws IOException {
        List<Path> files = new ArrayList<>(beside);
        for (Class<?> one : SOURCES) {
            String content = one == source ? text : reference(one).text();
            files.add(Files.writeString(folder.resolve(one.getSimpleName() + ".java"), content));
        }
        return compiler.compile(files, folder.resolve("classes"), "nyctaxi");
    }
}
