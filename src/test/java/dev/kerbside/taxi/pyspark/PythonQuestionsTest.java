package dev.kerbside.taxi.pyspark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kerbside.course.Course;
import dev.kerbside.python.Python;
import dev.kerbside.taxi.job.TripQuestions;
import dev.kerbside.testkit.LocalSpark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Lesson 22 in Python: equal answers, and what Spark's plans say of each way. Needs no server. */
class PythonQuestionsTest {
    /** The functions of the lab's module, with one argument each. */
    private static final String WAYS =
            """
            from trip_questions import are_long, by_api, by_pandas_udf, by_sql, by_udf, is_long


            def by_python_udf(trips):
                return by_udf(trips, is_long)


            def by_careless_udf(trips):
                return by_udf(trips, lambda miles: miles > 5)
            """;

    private static final List<String> ALL = List.of("by_api", "by_sql", "by_python_udf", "by_pandas_udf");

    @RegisterExtension
    private final LocalSpark spark = new LocalSpark();

    @TempDir
    private Path folder;

    private Attached python;
    private Dataset<Row> trips;

    @BeforeEach
    void begin() throws Exception {
        Optional<Python> found = Python.find();
        assumeTrue(found.isPresent(), "Not run: there is no Python with PySpark. Get it with: lab python");
        Files.writeString(folder.resolve("ways.py"), WAYS);
        python = Attached.start(found.get(), Course.here().referencePython());
        python.call("ways", "", folder.toString());
        String file = folder.resolve("trips").toString();
        spark.session()
                .range(1000)
                .selectExpr(
                        "id % 7 AS PULocationID",
                        "IF(id % 11 = 0, NULL, id % 10 * 1.0D) AS trip_distance", "id * 0.01D AS total_amount")
                .write()
                .parquet(file);
        trips = spark.session().read().parquet(file);
    }

    @AfterEach
    void end() {
        if (python != null) {
            python.close();
        }
    }

    @Test
    void everyWayGivesTheAnswerOfJavas() throws Exception {
        List<String> expected = answer(TripQuestions.byApi(trips));
        assertThat(expected).hasSize(7);
        for (String way : ALL) {
            assertThat(answer(asked(way))).as(way).isEqualTo(expected);
        }
    }

    @Test
    void aPythonFunctionGetsNullAsNone() throws Exception {
        Dataset<Row> rows = asked("by_careless_udf");
        assertThatThrownBy(() -> answer(rows))
                .hasMessageContaining("TypeError: '>' not supported between instances of 'NoneType' and 'int'");
    }

    @Test
    void thePlanOfDataFrameAndSqlIsThatOfJavas() throws Exception {
        String java = optimized(TripQuestions.byApi(trips));
        assertThat(java).contains("(trip_distance > 5.0)");
        assertThat(optimized(asked("by_api"))).isEqualTo(java);
        assertThat(optimized(asked("by_sql"))).isEqualTo(java);
    }

    @Test
    void thePlanOfAPythonFunctionHasAStepOfItsOwnAndPushesNothingDown() throws Exception {
        assertThat(physical(asked("by_api"))).contains("GreaterThan(trip_distance,5.0)");
        assertThat(physical(asked("by_python_udf")))
                .contains("BatchEvalPython [is_long(trip_distance)]", "PushedFilters: []");
        assertThat(physical(asked("by_pandas_udf")))
                .contains("ArrowEvalPython [are_long(trip_distance)]", "PushedFilters: []");
        assertThat(physical(TripQuestions.byUdf(trips, TripQuestions::isLong)))
                .contains("Filter UDF(trip_distance)", "PushedFilters: []")
                .doesNotContain("EvalPython");
    }

    @SuppressWarnings("unchecked")
    private Dataset<Row> asked(String way) throws Exception {
        List<Object> outcome = python.call("ways", way, trips);
        assertThat(outcome).first().as("%s: %s", way, outcome).isEqualTo("returned");
        return (Dataset<Row>) outcome.get(1);
    }

    private static List<String> answer(Dataset<Row> rows) {
        return rows.orderBy("PULocationID").collectAsList().stream()
                .map(Row::toString)
                .toList();
    }

    private static String optimized(Dataset<Row> rows) {
        return rows.queryExecution().optimizedPlan().toString().replaceAll("#\\d+L?", "");
    }

    private static String physical(Dataset<Row> rows) {
        return rows.queryExecution().executedPlan().toString().replaceAll("#\\d+L?", "");
    }
}
