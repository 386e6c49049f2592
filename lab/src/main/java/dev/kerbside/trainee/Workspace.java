package dev.kerbside.trainee;

import dev.kerbside.LabException;
import dev.kerbside.course.Course;
import dev.kerbside.course.JavaSource;
import dev.kerbside.folder.OwnFolder;
import dev.kerbside.lessons.Syllabus;
import dev.kerbside.process.Build;
import dev.kerbside.steps.CodeExercise;
import dev.kerbside.steps.CodeExercise.JavaCode;
import dev.kerbside.steps.Step;
import dev.kerbside.taxi.job.Job;
import dev.kerbside.taxi.job.NycTaxiStreaming;
import dev.kerbside.trainee.javacode.Compiler;
import dev.kerbside.trainee.javacode.Jar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The trainee's own folder: one job file with the exercises of § 3, and a script for each step of the shell. The job is
 * the reference with the exercises' members in place of its own, so that both have one shape. Nothing that the trainee
 * has written is lost: whatever replaces it puts it into the folder {@code kept} first.
 */
public final class Workspace {
    /** Its folder, unless another is given. */
    public static final String NAME = "nyc-taxi-stream";

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path CODE = SOURCES.resolve(WorkspaceSources.PACKAGE);
    private static final List<String> TEMPLATES = List.of("README.md", "pom.xml");

    private final Path folder;
    private final OwnFolder own;
    private final Course course;
    private final WorkspaceSources sources;

    private Workspace(OwnFolder own, Course course) {
        this.folder = own.path();
        this.own = own;
        this.course = course;
        this.sources = new WorkspaceSources(course);
    }

    /**
     * Makes a new one, all exercises unsolved.
     *
     * @throws LabException if the folder is there and not empty
     */
    public static Workspace create(Path folder, Course course) throws IOException {
        OwnFolder own = OwnFolder.at(folder, "lab init DIR");
        if (own.exists() && !isEmpty(folder)) {
            throw LabException.usage(
                    "%s is there already, and is not empty. Go on with it (lab step list), or give another folder: lab init DIR."
                            .formatted(folder));
        }
        Workspace workspace = new Workspace(own, course);
        for (String template : TEMPLATES) {
            String text = Files.readString(course.root()
                            .resolve("tutorial-steps")
                            .resolve(NAME)
                            .resolve(template))
                    .replace("@kerbside.jar@", Build.code().toString())
                    .replace("@spark.version@", org.apache.spark.package$.MODULE$.SPARK_VERSION());
            own.write(template, text);
        }
        workspace.addSources();
        for (Step step : Syllabus.STEPS) {
            if (step.exercise().isPresent() && step.code().isEmpty()) {
                workspace.put(course.exerciseScript(step.id()), step);
            }
        }
        return workspace;
    }

    /** Those that are not there: a newer course may have more. */
    private void addSources() throws IOException {
        for (Class<?> source : WorkspaceSources.ALL) {
            if (!Files.exists(code(source), LinkOption.NOFOLLOW_LINKS)) {
                own.write(relative(code(source)), sources.unsolved(source).text());
            }
        }
    }

    /** Version 0.1.0 had these classes in another package. */
    private void mendImports() throws IOException {
        for (Path file : javaFiles()) {
            String text = Files.readString(file);
            String mended = text.replaceAll(
                    "(import (?:static )?dev\\.kerbside\\.taxi)\\.(?=(?:DeadLetters|JobSettings|NycTaxiStreaming|TripQuestions)\\b)",
                    "$1.job.");
            if (!mended.equals(text)) {
                keep(file);
                own.write(relative(file), mended);
            }
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    public static boolean isWorkspace(Path folder) {
        return Files.isRegularFile(code(folder, NycTaxiStreaming.class));
    }

    /** @throws LabException if there is none in this folder */
    public static Workspace open(Path folder, Course course) {
        if (!isWorkspace(folder)) {
            throw LabException.usage(
                    "There is no workspace in %s (no %s). Make one: lab init; or say where it is: --work FOLDER."
                            .formatted(folder, CODE));
        }
        try {
            return new Workspace(OwnFolder.at(folder, "--work FOLDER"), course);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path folder() {
        return folder;
    }

    /** The file with the exercises of § 3. */
    public Path job() {
        return code(NycTaxiStreaming.class);
    }

    private Path code(Class<?> source) {
        return code(folder, source);
    }

    private static Path code(Path folder, Class<?> source) {
        return folder.resolve(CODE).resolve(source.getSimpleName() + ".java");
    }

    /** As {@link OwnFolder} takes it, through which all is written here. */
    private String relative(Path file) {
        return folder.relativize(file).toString();
    }

    /** Where the trainee works on this step. */
    public Path exercise(Step step) {
        return step.code().map(code -> code(code.java().source())).orElseGet(() -> script(step));
    }

    private Path script(Step step) {
        return folder.resolve(step.id() + ".sh");
    }

    /** Whether this step's exercise is as it was given. */
    public boolean isUntouched(Step step) throws IOException {
        return has(step, sources.given(step));
    }

    /** Whether the trainee has the reference's own solution of this step. */
    public boolean isSolution(Step step) throws IOException {
        return has(step, sources.reference(java(step).source()));
    }

    private boolean has(Step step, JavaSource other) throws IOException {
        JavaSource mine = JavaSource.of(Files.readString(exercise(step)));
        return java(step).members().stream()
                .allMatch(member -> mine.members(member).equals(other.members(member)));
    }

    /** The solution of a step: a script, or the reference's members. */
    public static String solution(Step step, Course course) throws IOException {
        step.requireExercise();
        if (step.code().isEmpty()) {
            return Files.readString(course.solutionScript(step.id())).stripTrailing();
        }
        JavaCode code = java(step);
        JavaSource reference = JavaSource.of(course.reference(code.source()));
        return code.members().stream()
                .flatMap(member -> reference.members(member).stream())
                .map(member -> member.stripTrailing())
                .collect(Collectors.joining("\n\n"));
    }

    /** Puts the solution of a step in the place of the trainee's work on it. */
    public void solve(Step step) throws IOException {
        step.requireExercise();
        if (step.code().isPresent()) {
            replace(step, sources.reference(java(step).source()));
        } else {
            replace(step, course.solutionScript(step.id()));
        }
    }

    /** Puts the exercise of a step, as it was given, in the place of the trainee's work on it. */
    public void unsolve(Step step) throws IOException {
        if (step.code().isPresent()) {
            replace(step, sources.given(step));
        } else {
            replace(step, course.exerciseScript(step.id()));
        }
    }

    private void replace(Step step, JavaSource code) throws IOException {
        Path file = exercise(step);
        String text = JavaSource.of(Files.readString(file)).with(java(step).members(), code);
        if (!text.equals(Files.readString(file))) {
            keep(file);
            own.write(relative(file), text);
        }
    }

    private void replace(Step step, Path script) throws IOException {
        if (!Files.exists(script(step)) || Files.mismatch(script, script(step)) >= 0) {
            keep(script(step));
            put(script, step);
        }
    }

    private static JavaCode java(Step step) {
        return step.code().map(CodeExercise::java).orElseThrow();
    }

    private void put(Path script, Step step) {
        own.replace(relative(script(step)), temporary -> {
            Files.copy(script, temporary);
            Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
        });
    }

    /** Folder of what was replaced: {@code NycTaxiStreaming.java.1} and so on. */
    public Path kept() {
        return folder.resolve("kept");
    }

    private void keep(Path file) {
        if (Files.exists(own.place(relative(file)))) {
            int number = 1;
            while (Files.exists(own.place(kept(file, number)))) {
                number++;
            }
            own.replace(kept(file, number), temporary -> Files.copy(file, temporary));
        }
    }

    private String kept(Path file, int number) {
        return relative(kept().resolve(file.getFileName() + "." + number));
    }

    /**
     * The trainee's job, compiled with all that is in their folder of sources; its jar is then
     * {@code target/nyc-taxi-stream.jar}.
     *
     * @throws LabException with the compiler's errors
     */
    public Job compile(Compiler compiler) throws IOException {
        own.removeLinks("target");
        Path classes = own.folder("target/classes");
        addSources();
        mendImports();
        Job job = compiler.compile(javaFiles(), classes, WorkspaceSources.PACKAGE);
        Jar.write(classes, own.place("target/" + NAME + ".jar"));
        return job;
    }

    private List<Path> javaFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(SOURCES))) {
            return files.filter(file -> isJava(file.getFileName().toString()) && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        }
    }

    /** Hidden ones are an editor's or the system's. */
    private static boolean isJava(String name) {
        return name.endsWith(".java") && !name.startsWith(".");
    }

    /** The folders of the trainee's sources, a package each. */
    public List<Path> sourceFolders() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(SOURCES))) {
            return files.filter(Files::isDirectory).toList();
        }
    }

    /** The hints that the trainee has taken. */
    public Hints hints() {
        return new Hints(own, course);
    }
}
