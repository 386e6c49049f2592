package dev.kerbside.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.taxi.job.NycTaxiStreaming;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the bench compares with is the same work. */
class StreamJobTest {
    private static final Map<String, String> SPARK = Map.of("spark.master", "local[1]", "spark.ui.enabled", "false");

    private SparkSession spark;

    @BeforeEach
    void open() {
        SPARK.forEach(System::setProperty);
        spark = NycTaxiStreaming.session();
    }

    @AfterEach
    void close() {
        spark.stop();
        SPARK.keySet().forEach(System::clearProperty);
    }

    @Test
    void theTutorialsTableHasTheSameRowsInTheSameOrderAndSortsWithoutOnePartition() {
        Dataset<Row> ours = table();

        Dataset<Row> tutorials = StreamJob.sortedAsItIs(spark, ours);

        assertThat(plan(ours)).contains("Repartition 1", "Aggregate");
        assertThat(plan(tutorials)).contains("Sort", "Aggregate").doesNotContain("Repartition");
        assertThat(tutorials.collectAsList()).hasSize(2).isEqualTo(ours.collectAsList());
    }

    @Test
    void noQueryOutlivesItsTurn() throws Exception {
        StreamingQuery query = spark.readStream()
                .format("rate")
                .load()
                .writeStream()
                .format("noop")
                .start();

        StreamJob.end(spark);

        assertThat(query.isActive()).isFalse();
    }

    private static String plan(Dataset<Row> table) {
        return table.logicalPlan().toString();
    }

    private Dataset<Row> table() {
        String trip = "{\"lpep_pickup_datetime\":%1$d,\"lpep_dropoff_datetime\":%1$d,\"PULocationID\":74}";
        Dataset<Row> records = spark.createDataset(
                        List.of(trip.formatted(7_200_000), trip.formatted(0), trip.formatted(1_000)), Encoders.STRING())
                .toDF("value");
        Dataset<Row> zones = spark.sql("select 74L as LocationID, 'Manhattan' as Borough");
        return NycTaxiStreaming.aggregate(NycTaxiStreaming.joinZones(NycTaxiStreaming.parse(records), zones));
    }
}
