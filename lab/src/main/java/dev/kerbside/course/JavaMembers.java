package dev.kerbside.course;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import dev.kerbside.LabException;
import dev.kerbside.process.JavaVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.lang.model.element.Modifier;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The methods, constructors and fields of a Java source as the compiler reads it, in the order of the text. A
 * constructor has the name of its class.
 *
 * @param brace where the closing brace of the public class stands, or of the first one
 */
record JavaMembers(List<Member> all, int brace) {
    /**
     * Without the first the compiler keeps its messages until the processors have run; without the second it looks for
     * processors in each jar of the class path, to parse one file.
     */
    private static final List<String> OPTIONS = List.of("-proc:none", "-processorpath", "");

    static JavaMembers of(String name, String text) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw LabException.cannotStart("This Java has no compiler. " + JavaVersion.CURE);
        }
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        try (var files = compiler.getStandardFileManager(found, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(null, files, found, OPTIONS, null, List.of(new Text(text)));
            CompilationUnitTree unit = task.parse().iterator().next();
            found.getDiagnostics().stream()
                    .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                    .findFirst()
                    .ifPresent(error -> refuse(name, error));
            ClassTree type = mainClass(name, unit);
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            return new JavaMembers(members(unit, positions, text), (int) positions.getEndPosition(unit, type) - 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void refuse(String name, Diagnostic<?> error) {
        throw LabException.checkFailed("%s, line %d: %s. Mend that line first."
                .formatted(name, error.getLineNumber(), error.getMessage(Locale.ENGLISH)));
    }

    private static ClassTree mainClass(String name, CompilationUnitTree unit) {
        List<ClassTree> types = unit.getTypeDecls().stream()
                .filter(ClassTree.class::isInstance)
                .map(ClassTree.class::cast)
                .toList();
        return types.stream()
                .filter(type -> type.getModifiers().getFlags().contains(Modifier.PUBLIC))
                .findFirst()
                .or(() -> types.stream().findFirst())
                .orElseThrow(() -> LabException.checkFailed("%s has no class. Write one.".formatted(name)));
    }

    private static List<Member> members(CompilationUnitTree unit, SourcePositions positions, String text) {
        List<Member> found = new ArrayList<>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitClass(ClassTree type, Void none) {
                for (Tree member : type.getMembers()) {
                    String name = name(member, type);
                    if (name != null) {
                        int start = withComments(text, (int) positions.getStartPosition(unit, member));
                        int end = (int) positions.getEndPosition(unit, member);
                        boolean topLevel = unit.getTypeDecls().contains(type);
                        found.add(new Member(name, start, end, topLevel));
                    }
                }
                return super.visitClass(type, none);
            }
        }.scan(unit, null);
        return found;
    }

    private static String name(Tree member, ClassTree type) {
        if (member instanceof MethodTree method) {
            return (method.getReturnType() == null ? type.getSimpleName() : method.getName()).toString();
        }
        return member instanceof VariableTree field ? field.getName().toString() : null;
    }

    /** Where the comments above a member begin: a block comment, and lines without an empty one below them. */
    private static int withComments(String text, int start) {
        String before = text.substring(0, start).stripTrailing();
        String line = before.substring(before.lastIndexOf('\n') + 1);
        long lineEnds = text.substring(before.length(), start)
                .chars()
                .filter(c -> c == '\n')
                .count();
        int comment = before.length();
        if (line.strip().startsWith("//")) {
            comment = lineEnds == 1 ? before.length() - line.stripLeading().length() : start;
        } else if (before.endsWith("*/")) {
            comment = before.lastIndexOf("/*");
        } else {
            return start;
        }
        boolean alone =
                text.substring(text.lastIndexOf('\n', comment) + 1, comment).isBlank();
        return alone && comment < start ? withComments(text, comment) : start;
    }

    /** A source in memory. */
    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        private Text(String text) {
            super(URI.create("string:///Source.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
