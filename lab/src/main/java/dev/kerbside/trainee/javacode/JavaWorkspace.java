package dev.kerbside.trainee.javacode;

import dev.kerbside.course.Course;
import dev.kerbside.course.JavaSource;
import dev.kerbside.folder.KeptFiles;
import dev.kerbside.folder.OwnFolder;
import dev.kerbside.steps.CodeExercise;
import dev.kerbside.steps.CodeExercise.JavaCode;
import dev.kerbside.steps.Step;
import dev.kerbside.taxi.job.Job;
import dev.kerbside.taxi.job.NycTaxiStreaming;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Java part of a trainee's workspace: the job with its exercises, and what the trainee has put beside it. The job is
 * the reference with the exercises' members in place of its own, so that both have one shape.
 */
public final class JavaWorkspace {
    private static final Path SOURCES = Path.of("src/main/java");

    /** Where the job is, from the workspace's folder. */
    public static final Path CODE = SOURCES.resolve(WorkspaceSources.PACKAGE);

    private final OwnFolder own;
    private final KeptFiles files;
    private final WorkspaceSources sources;

    /** @param own the whole workspace's folder */
    public JavaWorkspace(OwnFolder own, Course course) {
        this.own = own;
        this.files = new KeptFiles(own);
        this.sources = new WorkspaceSources(course);
    }

    /** Whether a folder has such a part. */
    public static boolean isIn(Path folder) {
        return Files.isRegularFile(file(folder, NycTaxiStreaming.class));
    }

    private static Path file(Path folder, Class<?> source) {
        return folder.resolve(CODE).resolve(source.getSimpleName() + ".java");
    }

    /** The file with the exercises of § 3. */
    public Path job() {
        return file(own.path(), NycTaxiStreaming.class);
    }

    /** Where the trainee works on a step. */
    public Path exercise(Step step) {
        return file(own.path(), java(step).source());
    }

    private static JavaCode java(Step step) {
        return step.code().map(CodeExercise::java).orElseThrow();
    }

    /** Adds the files that are not there: a newer course may have more. */
    public void addSources() throws IOException {
        for (Class<?> source : WorkspaceSources.ALL) {
            Path file = file(own.path(), source);
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                files.write(file, sources.unsolved(source).text());
            }
        }
    }

    /** Version 0.1.0 had these classes in another package. */
    private void mendImports() throws IOException {
        for (Path file : javaFiles()) {
            files.replace(
                    file,
                    Files.readString(file)
                            .replaceAll(
                                    "(import (?:static )?dev\\.kerbside\\.taxi)\\.(?=(?:DeadLetters|JobSettings|NycTaxiStreaming|TripQuestions)\\b)",
                                    "$1.job."));
        }
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

    /** The reference's members. */
    public static String solution(Step step, Course course) throws IOException {
        JavaCode code = java(step);
        JavaSource reference = JavaSource.of(course.reference(code.source()));
        return code.members().stream()
                .flatMap(member -> reference.members(member).stream())
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n\n"));
    }

    /** Puts the reference's members in the place of the trainee's. */
    public void solve(Step step) throws IOException {
        replace(step, sources.reference(java(step).source()));
    }

    /** Puts the exercise as it was given in the place of the trainee's members. */
    public void unsolve(Step step) throws IOException {
        replace(step, sources.given(step));
    }

    private void replace(Step step, JavaSource code) throws IOException {
        Path file = exercise(step);
        files.replace(
                file, JavaSource.of(Files.readString(file)).with(java(step).members(), code));
    }

    /**
     * The trainee's job, compiled with all that is in their folder of sources.
     *
     * @param jar its place below {@code target}, where it is then
     * @throws dev.kerbside.LabException with the compiler's errors
     */
    public Job compile(Compiler compiler, String jar) throws IOException {
        own.removeLinks("target");
        Path classes = own.folder("target/classes");
        addSources();
        mendImports();
        Job job = compiler.compile(javaFiles(), classes, WorkspaceSources.PACKAGE);
        Jar.write(classes, own.place("target/" + jar));
        return job;
    }

    private List<Path> javaFiles() throws IOException {
        try (Stream<Path> all = Files.walk(own.path().resolve(SOURCES))) {
            return all.filter(file -> isJava(file.getFileName().toString()) && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        }
    }

    /** Hidden ones are an editor's or the system's. */
    private static boolean isJava(String name) {
        return name.endsWith(".java") && !name.startsWith(".");
    }

    /** The folders of the trainee's sources, a package each. */
    public List<Path> folders() throws IOException {
        try (Stream<Path> all = Files.walk(own.path().resolve(SOURCES))) {
            return all.filter(Files::isDirectory).toList();
        }
    }
}
