package dev.kerbside.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.taxi.job.NycTaxiStreaming;
import dev.kerbside.testkit.LocalSpark;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the bench compares with is the same work. */
class StreamJobTest {
    @RegisterExtension
    private final LocalSpark spark = new LocalSpark();

    @Test
    void theTutorialsTableHasTheSameRowsInTheSameOrderAndSortsWithoutOnePartition() {
        Dataset<Row> ours = table();

        Dataset<Row> tutorials = StreamJob.sortedAsItIs(spark.session(), ours);

        assertThat(plan(ours)).contains("Repartition 1", "Aggregate");
        assertThat(plan(tutorials)).contains("Sort", "Aggregate").doesNotContain("Repartition");
        assertThat(tutorials.collectAsList()).hasSize(2).isEqualTo(ours.collectAsList());
    }

    @Test
    void noQueryOutlivesItsTurn() throws Exception {
        StreamingQuery query = spark.session()
                .readStream()
                .format("rate")
                .load()
                .writeStream()
                .format("noop")
                .start();

        StreamJob.end(spark.session());

        assertThat(query.isActive()).isFalse();
    }

    private static String plan(Dataset<Row> table) {
        return table.logicalPlan().toString();
    }

    private Dataset<Row> table() {
        String trip = "{\"lpep_pickup_datetime\":%1$d,\"lpep_dropoff_datetime\":%1$d,\"PULocationID\":74}";
        Dataset<Row> records = spark.session()
                .createDataset(
                        List.of(trip.formatted(7_200_000), trip.formatted(0), trip.formatted(1_000)), Encoders.STRING())
                .toDF("value");
        Dataset<Row> zones = spark.session().sql("select 74L as LocationID, 'Manhattan' as Borough");
        return NycTaxiStreaming.aggregate(NycTaxiStreaming.joinZones(NycTaxiStreaming.parse(records), zones));
    }
}
