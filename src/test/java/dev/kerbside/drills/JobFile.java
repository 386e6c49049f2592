package dev.kerbside.drills;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.course.JavaSource;
import dev.kerbside.taxi.Job;
import dev.kerbside.trainee.Compiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The text of a trainee's job: the reference's in a package of its own, with other members or other words. */
record JobFile(String text) {
    static JobFile reference() throws IOException {
        return new JobFile(Files.readString(Path.of("lab/src/main/java/dev/kerbside/taxi/NycTaxiStreaming.java")))
                .edited("package dev.kerbside.taxi;\n", "package nyctaxi;\n\nimport dev.kerbside.taxi.*;\n");
    }

    /** Fails if {@code from} does not stand there exactly once. */
    JobFile edited(String from, String to) {
        assertThat(text.split(Pattern.quote(from), -1))
                .as("the reference has exactly once: %s", from)
                .hasSize(2);
        return new JobFile(text.replace(from, to));
    }

    /** The exercise's members in place of those of the same names. */
    JobFile with(List<String> members, JavaSource exercise) {
        return new JobFile(JavaSource.of(text).with(members, exercise));
    }

    Job compile(Compiler compiler, Path folder) throws IOException {
        Path source = Files.writeString(folder.resolve("NycTaxiStreaming.java"), text);
        return compiler.compile(source, folder.resolve("classes"), "nyctaxi.NycTaxiStreaming");
    }
}
