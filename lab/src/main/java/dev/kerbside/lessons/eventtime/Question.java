package dev.kerbside.lessons.eventtime;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A question to trips, whether they lie in a file or arrive as a stream. */
interface Question {
    Dataset<Row> of(Dataset<Row> trips) throws Exception;
}
