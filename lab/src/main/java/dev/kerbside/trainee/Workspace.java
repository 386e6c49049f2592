package dev.kerbside.trainee;

import dev.kerbside.LabException;
import dev.kerbside.course.Course;
import dev.kerbside.course.Language;
import dev.kerbside.folder.KeptFiles;
import dev.kerbside.folder.OwnFolder;
import dev.kerbside.lessons.Syllabus;
import dev.kerbside.process.Build;
import dev.kerbside.python.PythonHome;
import dev.kerbside.steps.Step;
import dev.kerbside.taxi.job.Job;
import dev.kerbside.taxi.pyspark.PythonJob;
import dev.kerbside.trainee.code.WorkspaceCode;
import dev.kerbside.trainee.javacode.JavaWorkspace;
import dev.kerbside.trainee.pythoncode.PythonWorkspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/**
 * The trainee's own folder: a script for each step of the shell, and code for those of § 3, in one language: {@link
 * JavaWorkspace} or {@link PythonWorkspace}. Nothing that the trainee has written is lost: {@link KeptFiles}.
 */
public final class Workspace implements AutoCloseable {
    /** Its folder, unless another is given. */
    public static final String NAME = "nyc-taxi-stream";

    private final OwnFolder own;
    private final Course course;
    private final KeptFiles files;
    private final WorkspaceCode code;

    private Workspace(OwnFolder own, Course course, Language language) {
        this.own = own;
        this.course = course;
        this.files = new KeptFiles(own);
        this.code = switch (language) {
            case JAVA -> new JavaWorkspace(own, course);
            case PYTHON -> new PythonWorkspace(own, course);
        };
    }

    /**
     * Makes a new one, all exercises unsolved.
     *
     * @throws LabException if the folder is there and not empty
     */
    public static Workspace create(Path folder, Course course, Language language) throws IOException {
        OwnFolder own = OwnFolder.at(folder, "lab init DIR");
        if (own.exists() && !isEmpty(folder)) {
            throw LabException.usage(
                    "%s is there already, and is not empty. Go on with it (lab step list), or give another folder: lab init DIR."
                            .formatted(folder));
        }
        Workspace workspace = new Workspace(own, course, language);
        for (Path template : course.workspaceFiles(language)) {
            String text = Files.readString(template)
                    .replace("@kerbside.jar@", Build.code().toString())
                    .replace(
                            "@python@",
                            PythonHome.here().bin().resolve("python3").toString())
                    .replace("@spark.version@", org.apache.spark.package$.MODULE$.SPARK_VERSION());
            own.write(template.getFileName().toString(), language.of(text));
            if (Files.isExecutable(template)) {
                makeExecutable(own.place(template.getFileName().toString()));
            }
        }
        workspace.code.addSources();
        for (Step step : Syllabus.STEPS) {
            if (step.exercise().isPresent() && step.code().isEmpty()) {
                workspace.put(course.exerciseScript(step.id(), language), step);
            }
        }
        return workspace;
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    /** Whether a folder is one. */
    public static boolean isWorkspace(Path folder) {
        return languageIn(folder).isPresent();
    }

    private static Optional<Language> languageIn(Path folder) {
        return JavaWorkspace.isIn(folder)
                ? Optional.of(Language.JAVA)
                : PythonWorkspace.isIn(folder) ? Optional.of(Language.PYTHON) : Optional.empty();
    }

    /** @throws LabException if there is none in this folder */
    public static Workspace open(Path folder, Course course) {
        Language language = languageIn(folder)
                .orElseThrow(() -> LabException.usage(
                        "There is no workspace in %s (no %s, no %s.py). Make one: lab init; or say where it is: --work FOLDER."
                                .formatted(folder, JavaWorkspace.CODE, PythonJob.JOB)));
        try {
            return new Workspace(OwnFolder.at(folder, "--work FOLDER"), course, language);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In which its code is. */
    public Language language() {
        return code.language();
    }

    public Path folder() {
        return own.path();
    }

    /** The file with the exercises of § 3. */
    public Path job() {
        return code.job();
    }

    /** Where the trainee works on this step. */
    public Path exercise(Step step) {
        return step.code().isPresent() ? code.exercise(step) : script(step);
    }

    private Path script(Step step) {
        return folder().resolve(step.id() + ".sh");
    }

    /** Whether this step's code is as it was given. */
    public boolean isUntouched(Step step) throws IOException {
        return code.isUntouched(step);
    }

    /** Whether the trainee has the reference's own code of this step. */
    public boolean isSolution(Step step) throws IOException {
        return code.isSolution(step);
    }

    /** The solution of a step: a script, or the reference's members. */
    public static String solution(Step step, Course course, Language language) throws IOException {
        step.requireExercise();
        if (step.code().isEmpty()) {
            return Files.readString(course.solutionScript(step.id(), language)).stripTrailing();
        }
        return switch (language) {
            case JAVA -> JavaWorkspace.solution(step, course);
            case PYTHON -> PythonWorkspace.solution(step, course);
        };
    }

    /** Puts the solution of a step in the place of the trainee's work on it. */
    public void solve(Step step) throws IOException {
        step.requireExercise();
        if (step.code().isPresent()) {
            code.solve(step);
        } else {
            replace(step, course.solutionScript(step.id(), language()));
        }
    }

    /** Puts the exercise of a step, as it was given, in the place of the trainee's work on it. */
    public void unsolve(Step step) throws IOException {
        if (step.code().isPresent()) {
            code.unsolve(step);
        } else {
            replace(step, course.exerciseScript(step.id(), language()));
        }
    }

    private void replace(Step step, Path script) throws IOException {
        if (!Files.exists(script(step)) || Files.mismatch(script, script(step)) >= 0) {
            put(script, step);
        }
    }

    private void put(Path script, Step step) {
        files.replace(script(step), temporary -> {
            Files.copy(script, temporary);
            makeExecutable(temporary);
        });
    }

    private static void makeExecutable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Folder of what was replaced: {@code NycTaxiStreaming.java.1} and so on. */
    public Path kept() {
        return files.kept();
    }

    /**
     * The trainee's job, as it is now.
     *
     * @throws LabException with file, line and message if it cannot be loaded
     */
    public Job load() throws Exception {
        return code.load();
    }

    /** The folders of the trainee's sources. */
    public List<Path> sourceFolders() throws IOException {
        return code.folders();
    }

    @Override
    public void close() throws IOException {
        code.close();
    }

    /** The hints that the trainee has taken. */
    public Hints hints() {
        return new Hints(own, course, language());
    }
}
