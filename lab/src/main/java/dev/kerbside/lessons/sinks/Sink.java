package dev.kerbside.lessons.sinks;

import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;

import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.DataStreamWriter;

/** Where a query may write to. */
enum Sink {
    /** Spark's own output, for people. */
    CONSOLE {
        @Override
        DataStreamWriter<Row> writer(Dataset<Row> rows, Target target) {
            return rows.writeStream().format("console").option("truncate", false);
        }
    },

    /** A table of the query's name, in the memory of the driver. */
    MEMORY {
        @Override
        DataStreamWriter<Row> writer(Dataset<Row> rows, Target target) {
            return rows.writeStream().format("memory").queryName(target.name());
        }
    },

    /** A record a row, in a topic that many queries share: the key says whose it is. */
    KAFKA {
        @Override
        DataStreamWriter<Row> writer(Dataset<Row> rows, Target target) {
            Column[] cells = Stream.of(rows.columns()).map(functions::col).toArray(Column[]::new);
            return rows.select(
                            lit(target.name()).as("key"), concat_ws(" ", cells).as("value"))
                    .writeStream()
                    .format("kafka")
                    .options(target.kafka())
                    .option("topic", target.topic());
        }
    },

    /** Files in HDFS. */
    PARQUET {
        @Override
        DataStreamWriter<Row> writer(Dataset<Row> rows, Target target) {
            return rows.writeStream().format("parquet").option("path", target.folder());
        }
    };

    /** Names the place: of the table, the records' key, the topic, the folder in HDFS. */
    record Target(String name, Map<String, String> kafka, String topic, String folder, String checkpoint) {}

    abstract DataStreamWriter<Row> writer(Dataset<Row> rows, Target target);
}
