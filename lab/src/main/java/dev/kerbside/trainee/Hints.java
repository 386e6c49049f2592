package dev.kerbside.trainee;

import dev.kerbside.LabException;
import dev.kerbside.course.Course;
import dev.kerbside.course.Language;
import dev.kerbside.folder.OwnFolder;
import dev.kerbside.steps.Step;
import java.io.IOException;
import java.util.List;

/** The hints that a trainee has taken: a file of theirs, to read again; what stands in it is taken. */
public final class Hints {
    private static final String HEAD = "# Hints that you took\n";

    private static final String FILE = "HINTS.md";

    private final OwnFolder workspace;
    private final Course course;
    private final Language language;

    Hints(OwnFolder workspace, Course course, Language language) {
        this.workspace = workspace;
        this.course = course;
        this.language = language;
    }

    /**
     * The next hint of a step that was not taken yet; from then on it is.
     *
     * @param number from 1
     * @param of how many there are
     * @param text as Markdown
     */
    public record Hint(int number, int of, String text) {}

    /** @throws LabException if all are taken, or the step has no exercise */
    public Hint next(Step step) throws IOException {
        step.requireExercise();
        List<String> hints = course.page(step.id()).hints(language);
        String taken = workspace.hasFile(FILE) ? workspace.read(FILE) : HEAD;
        int number = 1;
        while (taken.contains(heading(step, number))) {
            number++;
        }
        if (number > hints.size()) {
            throw LabException.checkFailed(
                    "You took all %d hints of %s; they are in %s. The solution: lab step solution %s"
                            .formatted(hints.size(), step.id(), workspace.place(FILE), step.id()));
        }
        String text = hints.get(number - 1);
        workspace.write(FILE, taken + "\n" + heading(step, number) + "\n" + text.strip() + "\n");
        return new Hint(number, hints.size(), text);
    }

    private static String heading(Step step, int number) {
        return "## %s, hint %d\n".formatted(step.id(), number);
    }
}
