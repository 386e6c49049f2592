package dev.kerbside.drills;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.catalyst.analysis.UnsupportedOperationChecker;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.Deduplicate;
import org.apache.spark.sql.catalyst.plans.logical.DeduplicateWithinWatermark;
import org.apache.spark.sql.catalyst.plans.logical.Distinct;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.GlobalLimit;
import org.apache.spark.sql.catalyst.plans.logical.LocalLimit;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Offset;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.Sample;
import org.apache.spark.sql.catalyst.plans.logical.Tail;
import org.apache.spark.sql.streaming.OutputMode;
import scala.collection.JavaConverters;

/** Spark's analyzed plan of a stream: it shows what a few rows cannot, such as a limit that they do not reach. */
record StreamPlan(LogicalPlan root) {
    private record Loss(Class<? extends LogicalPlan> node, String words, String cure) {
        /** To keep each zone once is right, to keep each trip once is not. */
        boolean isIn(StreamPlan plan) {
            boolean ofEqual = words.equals(EQUAL);
            return plan.all(node).stream().anyMatch(found -> !ofEqual || found.isStreaming());
        }
    }

    private static final String EQUAL = "drops rows that are equal to another one";

    private static final List<Loss> LOSSES = List.of(
            new Loss(Deduplicate.class, EQUAL, equal("dropDuplicates()")),
            new Loss(DeduplicateWithinWatermark.class, EQUAL, equal("it")),
            new Loss(Distinct.class, EQUAL, equal("distinct()")),
            new Loss(GlobalLimit.class, "stops after a number of rows", "A stream goes on: leave out limit()."),
            new Loss(LocalLimit.class, "stops after a number of rows", "A stream goes on: leave out limit()."),
            new Loss(Tail.class, "keeps the last rows only", "Leave out tail()."),
            new Loss(Offset.class, "leaves out the first rows", "Leave out offset()."),
            new Loss(Sample.class, "keeps a random part of the rows", "Leave out sample()."));

    private static String equal(String call) {
        return "Two equal records are two trips: leave out " + call + ".";
    }

    static StreamPlan of(Dataset<?> stream) {
        return new StreamPlan(stream.queryExecution().analyzed());
    }

    /** @throws dev.kerbside.LabException if a part of the plan leaves rows out by its nature, whatever they are */
    void keepsEveryRow(String method) {
        for (Loss loss : LOSSES) {
            Verdict.require(!loss.isIn(this), method + " " + loss.words, loss.cure);
        }
        Verdict.require(
                all(Filter.class).stream().allMatch(filter -> filter.condition().deterministic()),
                method + " leaves out rows at random",
                "Leave out the condition with rand().");
    }

    /** @throws dev.kerbside.LabException with Spark's words if it cannot run as a stream in this mode */
    void runs(String method, OutputMode mode) {
        Verdict.attempt(method + " as a streaming query in " + mode.toString().toLowerCase() + " mode", () -> {
            UnsupportedOperationChecker.checkForStreaming(root, mode);
            return null;
        });
    }

    /** The nodes of this class, from the top. */
    <T> List<T> all(Class<T> node) {
        return all(root, node);
    }

    static <T> List<T> all(LogicalPlan plan, Class<T> node) {
        List<T> found = new ArrayList<>();
        if (node.isInstance(plan)) {
            found.add(node.cast(plan));
        }
        JavaConverters.seqAsJavaList(plan.children()).forEach(child -> found.addAll(all(child, node)));
        return found;
    }

    /** Whether any expression of any node is such. */
    boolean has(Predicate<Expression> such) {
        return all(LogicalPlan.class).stream()
                .flatMap(node -> JavaConverters.seqAsJavaList(node.expressions()).stream())
                .anyMatch(expression ->
                        !expression.find(part -> such.test((Expression) part)).isEmpty());
    }

    /** The name of the column that this one is, before it was renamed; its own name if it is computed. */
    String origin(Attribute column) {
        for (Project project : all(Project.class)) {
            for (Object named : JavaConverters.seqAsJavaList(project.projectList())) {
                if (named instanceof Alias alias
                        && alias.exprId().equals(column.exprId())
                        && alias.child() instanceof Attribute source) {
                    return origin(source);
                }
            }
        }
        return column.name();
    }
}
