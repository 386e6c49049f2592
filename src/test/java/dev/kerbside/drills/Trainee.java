package dev.kerbside.drills;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import dev.kerbside.taxi.Job;
import dev.kerbside.trainee.Compiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.tools.ToolProvider;

/** A trainee's file: the reference's text in a package of its own, with other members or other words. */
record Trainee(String text) {
    private static final Path REFERENCE = Path.of("lab/src/main/java/dev/kerbside/taxi/NycTaxiStreaming.java");

    static Trainee reference() throws IOException {
        return new Trainee(Files.readString(REFERENCE))
                .edited("package dev.kerbside.taxi;\n", "package nyctaxi;\n\nimport dev.kerbside.taxi.*;\n");
    }

    /** Fails if {@code from} does not stand there exactly once. */
    Trainee edited(String from, String to) {
        assertThat(text.split(java.util.regex.Pattern.quote(from), -1))
                .as("the reference has exactly once: %s", from)
                .hasSize(2);
        return new Trainee(text.replace(from, to));
    }

    /** The members of {@code class Exercise} in place of those of the same name. */
    Trainee with(Path exercise) throws IOException {
        String replaced = text;
        for (Map.Entry<String, String> member : members(exercise).entrySet()) {
            String old = members(REFERENCE).get(member.getKey());
            assertThat(old).as("member %s", member.getKey()).isNotNull();
            replaced = new Trainee(replaced).edited(old, member.getValue()).text();
        }
        return new Trainee(replaced);
    }

    Job compile(Compiler compiler, Path folder) throws IOException {
        Path source = Files.writeString(folder.resolve("NycTaxiStreaming.java"), text);
        return compiler.compile(source, folder.resolve("classes"), "nyctaxi.NycTaxiStreaming");
    }

    /** The texts of the methods and fields of the file's first class, by name, without what stands above them. */
    static Map<String, String> members(Path source) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task =
                    (JavacTask) compiler.getTask(null, files, null, null, null, files.getJavaFileObjects(source));
            CompilationUnitTree unit = task.parse().iterator().next();
            String text = unit.getSourceFile().getCharContent(true).toString();
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            Map<String, String> members = new LinkedHashMap<>();
            for (Tree member : ((ClassTree) unit.getTypeDecls().get(0)).getMembers()) {
                String name = member instanceof MethodTree method
                        ? method.getName().toString()
                        : ((VariableTree) member).getName().toString();
                members.put(name, text.substring((int) positions.getStartPosition(unit, member), (int)
                        positions.getEndPosition(unit, member)));
            }
            return members;
        }
    }
}
