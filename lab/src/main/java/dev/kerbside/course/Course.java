package dev.kerbside.course;

import dev.kerbside.LabException;
import dev.kerbside.process.Build;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The tutorial as files of the repository: for each step a folder with its page, its exercise and, for a step that is
 * done in a shell, its solution. The solution of a coding step is in {@link #reference()}.
 *
 * @param root the repository's root
 */
public record Course(Path root) {
    private static final Path STEPS = Path.of("tutorial-steps");

    /**
     * The course of the repository that this code was built in.
     *
     * @throws LabException if the code runs elsewhere
     */
    public static Course here() {
        Path root = Build.repository();
        if (!Files.isDirectory(root.resolve(STEPS))) {
            throw LabException.cannotStart(
                    "The tutorial's pages are not in %s. Start the lab from its clone, with lab/bin/lab."
                            .formatted(root.resolve(STEPS)));
        }
        return new Course(root);
    }

    /**
     * The page of a step.
     *
     * @throws LabException if there is none
     */
    public Page page(String stepId) {
        return Page.of(root, STEPS.resolve(stepId).resolve("README.md"));
    }

    /** The unsolved members of a coding step: in Java a class {@code Exercise}, in Python a module. */
    public Path exerciseCode(String stepId, Language language) {
        return file(stepId, "exercise" + language.suffix());
    }

    /** The unsolved script of a shell step. */
    public Path exerciseScript(String stepId, Language language) {
        return script(stepId, "exercise", language);
    }

    /** The solved script of a shell step. */
    public Path solutionScript(String stepId, Language language) {
        return script(stepId, "solution", language);
    }

    /** One script for all languages, or one of its own. */
    private Path script(String stepId, String kind, Language language) {
        Path own = file(stepId, "%s-%s.sh".formatted(kind, language));
        return Files.exists(own) ? own : file(stepId, kind + ".sh");
    }

    /** The same in Python: the source of a module. */
    public Path reference(String module) {
        return referencePython().resolve(module + Language.PYTHON.suffix());
    }

    /** The folder of the modules that the lab runs, and that have the solutions in Python. */
    public Path referencePython() {
        return root.resolve("lab/src/main/python");
    }

    /** The source of a class that the lab runs, and that has the solutions of coding steps. */
    public Path reference(Class<?> source) {
        return root.resolve("lab/src/main/java").resolve(source.getName().replace('.', '/') + ".java");
    }

    /** What a workspace has besides exercises: what is in it, and what is given in that language. */
    public List<Path> workspaceFiles(Language language) {
        Path folder = root.resolve(STEPS).resolve("nyc-taxi-stream");
        try (Stream<Path> given = Files.list(folder.resolve(language.toString()))) {
            return Stream.concat(Stream.of(folder.resolve("README.md")), given.sorted())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String stepId, String name) {
        return root.resolve(STEPS).resolve(stepId).resolve(name);
    }
}
