package dev.kerbside.steps;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** A Java file as the compiler reads it. */
final class JavaSource {
    private JavaSource() {}

    /** The texts of the methods, constructors and fields of this name, each with the doc comment above it. */
    static List<String> members(Path source, String name) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task =
                    (JavacTask) compiler.getTask(null, files, null, null, null, files.getJavaFileObjects(source));
            CompilationUnitTree unit = task.parse().iterator().next();
            String text = unit.getSourceFile().getCharContent(true).toString();
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            List<String> found = new ArrayList<>();
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitClass(ClassTree type, Void none) {
                    for (Tree member : type.getMembers()) {
                        if (isNamed(member, type)) {
                            int start = (int) positions.getStartPosition(unit, member);
                            int end = (int) positions.getEndPosition(unit, member);
                            found.add(withDocComment(text, start, end));
                        }
                    }
                    return super.visitClass(type, none);
                }

                private boolean isNamed(Tree member, ClassTree type) {
                    if (member instanceof MethodTree method) {
                        return method.getName().contentEquals(name)
                                || method.getReturnType() == null
                                        && type.getSimpleName().contentEquals(name);
                    }
                    return member instanceof VariableTree field
                            && field.getName().contentEquals(name);
                }
            }.scan(unit, null);
            return found;
        }
    }

    private static String withDocComment(String text, int start, int end) {
        int line = text.lastIndexOf('\n', start) + 1;
        String before = text.substring(0, line);
        if (before.stripTrailing().endsWith("*/")) {
            line = before.lastIndexOf('\n', before.lastIndexOf("/*")) + 1;
        }
        return text.substring(line, end);
    }
}
