package dev.kerbside.taxi.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.session_window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerbside.testkit.LocalSpark;
import java.nio.file.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lesson 21's page says of sessions without a key. Needs no server. */
class SessionWindowsTest {
    private static final Column SESSION = session_window(col("at"), "20 minutes");

    @TempDir
    private Path folder;

    @RegisterExtension
    private final LocalSpark spark = new LocalSpark();

    @ParameterizedTest
    @ValueSource(strings = {"complete", "append"})
    void aStreamIsRefusedThem(String mode) {
        Dataset<Row> sessions =
                stream().withWatermark("at", "10 minutes").groupBy(SESSION).count();
        assertThatThrownBy(() -> run(sessions, mode))
                .hasStackTraceContaining("Global aggregation with session window in streaming query is not supported.");
    }

    @Test
    void withAKeyAStreamHasThem() throws Exception {
        run(stream().groupBy(SESSION, col("zone")).count(), "complete");
    }

    @Test
    void aBatchHasThemToo() {
        Dataset<Row> trips = spark.session()
                .sql(
                        "select timestamp'2024-01-01 00:00:00' + make_interval(0, 0, 0, 0, 0, id * 15) as at from range(4)");
        assertThat(trips.groupBy(SESSION).count().collectAsList())
                .singleElement()
                .satisfies(session -> assertThat(session.getLong(1)).isEqualTo(4));
    }

    private Dataset<Row> stream() {
        return spark.session().readStream().format("rate").load().selectExpr("timestamp as at", "value % 2 as zone");
    }

    private void run(Dataset<Row> sessions, String mode) throws Exception {
        sessions.writeStream()
                .outputMode(mode)
                .format("noop")
                .option("checkpointLocation", folder.resolve(mode).toString())
                .trigger(Trigger.Once())
                .start()
                .awaitTermination();
    }
}
