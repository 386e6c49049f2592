package dev.kerbside.drills;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.streaming.StreamingRelationV2;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.runtime.AbstractPartialFunction;

/** Hand-made records of a topic: a stream's plan is computed with them in the place of Kafka's. */
record KafkaRecords(String topic) {
    private static final int SHOWN = 40;

    /** Every trip and everything malformed, a tombstone (null) among them, and text of every kind. */
    private static List<String> values() {
        List<String> values = new ArrayList<>(HandMade.records());
        values.addAll(Malformed.REASONS.keySet());
        values.addAll(List.of(" a blank on both sides ", "GREEN Taxi ñ 漢 🚕", "two\nlines", "", "x".repeat(5_000)));
        return values;
    }

    static int count() {
        return values().size();
    }

    /** Each record comes out once, its value as text and unchanged. */
    void judge(Dataset<Row> stream) {
        LogicalPlan plan = stream.queryExecution().analyzed().transformUp(new InPlaceOfKafka());
        List<String> found = Verdict.attempt(
                "What readFromKafka() returns",
                () -> Dataset.ofRows(stream.sparkSession(), plan).collectAsList().stream()
                        .map(row -> row.getString(0))
                        .toList());
        Difference<String> difference = Difference.of(found, values());
        if (!difference.besides().isEmpty() && !difference.lacking().isEmpty()) {
            requireValue(stream.queryExecution().analyzed());
            throw changed(difference.lacking().get(0), difference.besides().get(0));
        }
        Verdict.require(
                difference.besides().isEmpty(),
                "%d records went in and %d came out: %s comes more than once"
                        .formatted(count(), found.size(), shown(difference.besides())),
                "Each record is one row.");
        Verdict.require(
                difference.lacking().isEmpty(),
                "%d records went in and %d came out: %s left out"
                        .formatted(count(), found.size(), lost(difference.lacking())),
                "Each record is one row, whatever it is: step 06 says which are not trips.");
    }

    private static void requireValue(LogicalPlan plan) {
        List<String> from = JavaConverters.seqAsJavaList(plan.references().toSeq()).stream()
                .map(NamedExpression::name)
                .toList();
        Verdict.require(
                from.isEmpty() || from.contains("value") || !(plan instanceof Project),
                "The column value is made of Kafka's " + String.join(", ", from) + ", not of its value",
                "A record has a key and a value, and the trip is in the value.");
    }

    private static RuntimeException changed(String was, String is) {
        int same = 0;
        while (was != null
                && is != null
                && same < Math.min(was.length(), is.length())
                && was.charAt(same) == is.charAt(same)) {
            same++;
        }
        // From a little before the first letter that differs.
        int from = Math.max(0, same - 10);
        return Verdict.wrong(
                "readFromKafka() changes records: %s became %s".formatted(shown(was, from), shown(is, from)),
                "The value comes out as it is, as text.");
    }

    private static String lost(List<String> lost) {
        List<String> twins = new ArrayList<>(values());
        values().stream().distinct().forEach(twins::remove);
        if (Difference.of(lost, twins).isNone()) {
            return "records that are equal to another one are";
        }
        return shown(lost) + (lost.size() == 1 ? " is" : " and others are");
    }

    /** The first of these, if there is one. */
    private static String shown(List<String> values) {
        return values.isEmpty() ? "" : shown(values.get(0), 0);
    }

    private static String shown(String value, int from) {
        if (value == null) {
            return "a record without a value (a tombstone)";
        }
        String text = value.length() - from > SHOWN ? value.substring(from, from + SHOWN) + "…" : value.substring(from);
        return "'" + (from > 0 ? "…" : "") + text.replace("\n", "\\n").replace("\t", "\\t") + "'";
    }

    private Row row(int number, String value, List<Attribute> columns) {
        return RowFactory.create(columns.stream()
                .map(column -> switch (column.name()) {
                    case "key" -> number % 3 == 0 ? null : new byte[] {(byte) (number % 5)};
                    case "value" -> value == null ? null : value.getBytes(StandardCharsets.UTF_8);
                    case "topic" -> topic;
                    case "partition" -> number % 4;
                    case "offset" -> (long) (number / 4);
                    // From 1970 to the end of the century.
                    case "timestamp" -> new Timestamp(number * 60_000_000_000L);
                    case "timestampType" -> number % 2;
                    default -> null;
                })
                .toArray());
    }

    private final class InPlaceOfKafka extends AbstractPartialFunction<LogicalPlan, LogicalPlan> {
        @Override
        public boolean isDefinedAt(LogicalPlan node) {
            return node instanceof StreamingRelationV2;
        }

        @Override
        public LogicalPlan apply(LogicalPlan node) {
            Seq<Attribute> output = node.output();
            List<Attribute> columns = JavaConverters.seqAsJavaList(output);
            List<String> values = values();
            List<Row> rows = new ArrayList<>();
            for (int i = 0; i < values.size(); i++) {
                rows.add(row(i, values.get(i), columns));
            }
            return LocalRelation.fromExternalRows(
                    output, JavaConverters.asScalaBuffer(rows).toSeq());
        }
    }
}
