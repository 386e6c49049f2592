package dev.kerbside.taxi.job;

import java.nio.file.Path;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;

/** The project's own job, as the pages show it. */
final class ReferenceJob implements Job {
    @Override
    public Iterable<byte[]> records(Path parquet) {
        return TaxiDataProducer.records(parquet);
    }

    @Override
    public long send(Producer<byte[], byte[]> producer, String topic, Iterable<byte[]> records) throws Exception {
        return TaxiDataProducer.send(producer, topic, records);
    }

    @Override
    public SparkSession session() {
        return NycTaxiStreaming.session();
    }

    @Override
    public Optional<Dataset<Row>> source(SparkSession spark, JobSettings settings) {
        return Optional.of(NycTaxiStreaming.source(spark, settings));
    }

    @Override
    public Dataset<Row> readFromKafka(SparkSession spark, JobSettings settings) {
        return NycTaxiStreaming.readFromKafka(spark, settings);
    }

    @Override
    public Optional<Object> schema() {
        return Optional.of(NycTaxiStreaming.SCHEMA);
    }

    @Override
    public Dataset<Row> parse(Dataset<Row> records) {
        return NycTaxiStreaming.parse(records);
    }

    @Override
    public Optional<Dataset<Row>> parsed(Dataset<Row> records) {
        return Optional.of(NycTaxiStreaming.parsed(records));
    }

    @Override
    public Dataset<Row> joinZones(Dataset<Row> trips, Dataset<Row> zones) {
        return NycTaxiStreaming.joinZones(trips, zones);
    }

    @Override
    public Dataset<Row> aggregate(Dataset<Row> trips) {
        return NycTaxiStreaming.aggregate(trips);
    }

    @Override
    public StreamingQuery startQuery(Dataset<Row> table, JobSettings settings) throws Exception {
        return NycTaxiStreaming.startQuery(table, settings);
    }

    @Override
    public Dataset<Row> sliding(Dataset<Row> trips) {
        return TripQuestions.sliding(trips);
    }

    @Override
    public Dataset<Row> sessions(Dataset<Row> trips) {
        return TripQuestions.sessions(trips);
    }

    @Override
    public Dataset<Row> bySql(Dataset<Row> trips) {
        return TripQuestions.bySql(trips);
    }
}
