package dev.kerbside.trainee.javacode;

import dev.kerbside.folder.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** A jar of a folder of classes. */
public final class Jar {
    private Jar() {}

    /** Writes the classes; other files of the folder stay out. */
    public static void write(Path classes, Path jar) throws IOException {
        // A job that runs from the jar goes on with the one that it has opened.
        AtomicFile.write(jar, temporary -> {
            try (Stream<Path> walk = Files.walk(classes);
                    JarOutputStream out = new JarOutputStream(Files.newOutputStream(temporary))) {
                for (Path file : walk.filter(file -> file.toString().endsWith(".class"))
                        .sorted()
                        .toList()) {
                    out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                    Files.copy(file, out);
                }
            }
        });
    }
}
