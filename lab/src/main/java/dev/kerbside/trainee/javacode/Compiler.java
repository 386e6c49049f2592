package dev.kerbside.trainee.javacode;

import dev.kerbside.LabException;
import dev.kerbside.process.JavaVersion;
import dev.kerbside.taxi.job.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.apache.hadoop.fs.FileUtil;

/** The JDK's compiler, kept open: the second time it knows all the jars already. */
public final class Compiler implements AutoCloseable {
    private static final int SHOWN = 3;
    private static final List<String> OPTIONS = List.of("-Xlint:none", "-nowarn", "-encoding", "UTF-8", "-classpath");

    private final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    private final StandardJavaFileManager files;

    /** @throws LabException if this Java has no compiler */
    public Compiler() {
        if (javac == null) {
            throw LabException.cannotStart("This Java has no compiler. " + JavaVersion.CURE);
        }
        files = javac.getStandardFileManager(null, Locale.ROOT, null);
    }

    /**
     * Compiles the files of a job, with everything on this JVM's class path at hand, and loads their classes anew, as
     * {@link JobLoader} says.
     *
     * @param classes folder for the class files; what is there goes
     * @param home their package
     * @throws LabException with the first errors, line and text, if one does not compile
     */
    public Job compile(List<Path> sources, Path classes, String home) throws IOException {
        FileUtil.fullyDelete(classes.toFile());
        Files.createDirectories(classes);
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        List<String> options = new ArrayList<>(OPTIONS);
        // Left out where it says nothing new, because a compiler that is told so reads Java's own classes anew each
        // time.
        if (Runtime.version().feature() > JavaVersion.OLDEST) {
            options.addAll(0, List.of("--release", Integer.toString(JavaVersion.OLDEST)));
        }
        options.addAll(List.of(System.getProperty("java.class.path"), "-d", classes.toString()));
        // It is empty: javac looks for plug-ins there, and else in all jars.
        options.addAll(List.of("-processorpath", classes.toString()));
        JavaCompiler.CompilationTask task = javac.getTask(
                null, files, found, options, null, files.getJavaFileObjects(sources.toArray(Path[]::new)));
        task.setProcessors(List.of(new JobAdapter(home)));
        if (!task.call()) {
            throw refused(found.getDiagnostics());
        }
        ClassLoader loader = JobLoader.open(classes);
        for (Class<?> reference : WorkspaceSources.ALL) {
            load(loader, home + "." + reference.getSimpleName());
        }
        return job(load(loader, home + "." + JobAdapter.NAME));
    }

    private static Job job(Class<?> adapter) {
        try {
            return adapter.asSubclass(Job.class).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> load(ClassLoader loader, String name) {
        try {
            return loader.loadClass(name);
        } catch (ClassNotFoundException e) {
            throw LabException.checkFailed(
                    "No file has the class %s. Give it back its package and name.".formatted(name), e);
        }
    }

    private static LabException refused(List<Diagnostic<? extends JavaFileObject>> found) throws IOException {
        List<Diagnostic<? extends JavaFileObject>> errors =
                found.stream().filter(d -> d.getKind() == Diagnostic.Kind.ERROR).toList();
        Path source = Path.of(errors.get(0).getSource().toUri());
        errors = errors.stream()
                .filter(error -> Path.of(error.getSource().toUri()).equals(source))
                .toList();
        List<String> lines = Files.readAllLines(source);
        String shown = errors.stream().limit(SHOWN).map(d -> text(d, lines)).collect(Collectors.joining("\n"));
        String more = errors.size() > SHOWN ? "\n(and %d more)".formatted(errors.size() - SHOWN) : "";
        return LabException.checkFailed("%s does not compile.%n%s%s".formatted(source.getFileName(), shown, more));
    }

    private static String text(Diagnostic<?> error, List<String> lines) {
        int line = (int) error.getLineNumber();
        String message =
                error.getMessage(Locale.ROOT).lines().map(String::strip).collect(Collectors.joining("; "));
        String code = line >= 1 && line <= lines.size()
                ? "\n      " + lines.get(line - 1).strip()
                : "";
        return "    line %d: %s%s".formatted(line, message, code);
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
