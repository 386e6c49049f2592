package dev.kerbside.trainee.javacode;

import dev.kerbside.course.Course;
import dev.kerbside.course.JavaSource;
import dev.kerbside.course.Language;
import dev.kerbside.course.SourceCode;
import dev.kerbside.folder.OwnFolder;
import dev.kerbside.steps.CodeExercise;
import dev.kerbside.steps.CodeExercise.JavaCode;
import dev.kerbside.steps.Step;
import dev.kerbside.taxi.job.Job;
import dev.kerbside.taxi.job.NycTaxiStreaming;
import dev.kerbside.trainee.code.WorkspaceCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Classes in {@code src/main/java}, which the lab compiles. */
public final class JavaWorkspace extends WorkspaceCode {
    private static final Path SOURCES = Path.of("src/main/java");

    /** Where the job is, from the workspace's folder. */
    public static final Path CODE = SOURCES.resolve(WorkspaceSources.PACKAGE);

    /** The compiled job, below {@code target}. */
    private static final String JAR = "nyc-taxi-stream.jar";

    private final WorkspaceSources sources;
    private Compiler compiler;

    /** @param own the whole workspace's folder */
    public JavaWorkspace(OwnFolder own, Course course) {
        super(own);
        this.sources = new WorkspaceSources(course);
    }

    /** Whether a folder has such a part. */
    public static boolean isIn(Path folder) {
        return Files.isRegularFile(file(folder, NycTaxiStreaming.class));
    }

    private static Path file(Path folder, Class<?> source) {
        return folder.resolve(CODE).resolve(source.getSimpleName() + ".java");
    }

    @Override
    public Language language() {
        return Language.JAVA;
    }

    @Override
    public Path job() {
        return file(own().path(), NycTaxiStreaming.class);
    }

    @Override
    public Path exercise(Step step) {
        return file(own().path(), java(step).source());
    }

    private static JavaCode java(Step step) {
        return step.code().map(CodeExercise::java).orElseThrow();
    }

    @Override
    protected List<String> members(Step step) {
        return java(step).members();
    }

    @Override
    protected SourceCode given(Step step) throws IOException {
        return sources.given(step);
    }

    @Override
    protected SourceCode reference(Step step) throws IOException {
        return sources.reference(java(step).source());
    }

    @Override
    public void addSources() throws IOException {
        for (Class<?> source : WorkspaceSources.ALL) {
            Path file = file(own().path(), source);
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                files().write(file, sources.unsolved(source).text());
            }
        }
    }

    /** Version 0.1.0 had these classes in another package. */
    private void mendImports() throws IOException {
        for (Path file : javaFiles()) {
            files().replace(
                            file,
                            Files.readString(file)
                                    .replaceAll(
                                            "(import (?:static )?dev\\.kerbside\\.taxi)\\.(?=(?:DeadLetters|JobSettings|NycTaxiStreaming|TripQuestions)\\b)",
                                            "$1.job."));
        }
    }

    /** The reference's members. */
    public static String solution(Step step, Course course) {
        JavaCode code = java(step);
        return JavaSource.of(course.reference(code.source())).text(code.members());
    }

    /** Compiled with all that is in their folder of sources; the jar is then {@code target/nyc-taxi-stream.jar}. */
    @Override
    public Job load() throws IOException {
        own().removeLinks("target");
        Path classes = own().folder("target/classes");
        addSources();
        mendImports();
        if (compiler == null) {
            compiler = new Compiler();
        }
        Job job = compiler.compile(javaFiles(), classes, WorkspaceSources.PACKAGE);
        Jar.write(classes, own().place("target/" + JAR));
        return job;
    }

    private List<Path> javaFiles() throws IOException {
        try (Stream<Path> all = Files.walk(own().path().resolve(SOURCES))) {
            return all.filter(file -> isJava(file.getFileName().toString()) && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        }
    }

    /** Hidden ones are an editor's or the system's. */
    private static boolean isJava(String name) {
        return name.endsWith(".java") && !name.startsWith(".");
    }

    /** A package each. */
    @Override
    public List<Path> folders() throws IOException {
        try (Stream<Path> all = Files.walk(own().path().resolve(SOURCES))) {
            return all.filter(Files::isDirectory).toList();
        }
    }

    @Override
    public void close() throws IOException {
        if (compiler != null) {
            compiler.close();
            compiler = null;
        }
    }
}
