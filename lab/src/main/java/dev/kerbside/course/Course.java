package dev.kerbside.course;

import dev.kerbside.LabException;
import dev.kerbside.process.Build;
import java.nio.file.Files;
import java.nio.file.Path;

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

    /** The unsolved members of a coding step: in Java a class {@code Exercise}. */
    public Path exerciseCode(String stepId, Language language) {
        return file(stepId, "exercise" + language.suffix());
    }

    /** The unsolved script of a shell step. */
    public Path exerciseScript(String stepId) {
        return file(stepId, "exercise.sh");
    }

    /** The solved script of a shell step. */
    public Path solutionScript(String stepId) {
        return file(stepId, "solution.sh");
    }

    /** The source of a class that the lab runs, and that has the solutions of coding steps. */
    public Path reference(Class<?> source) {
        return root.resolve("lab/src/main/java").resolve(source.getName().replace('.', '/') + ".java");
    }

    /** The folder of the modules that the lab runs, and that have the solutions in Python. */
    public Path referencePython() {
        return root.resolve("lab/src/main/python");
    }

    private Path file(String stepId, String name) {
        return root.resolve(STEPS).resolve(stepId).resolve(name);
    }
}
