package dev.kerbside.lessons.sinks;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.window;

import dev.kerbside.taxi.job.NycTaxiStreaming;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What {@link OutputModes} asks of the trips. */
enum Query {
    /** Trips by hour and borough, with a watermark of 10 minutes. */
    HOURLY {
        @Override
        Dataset<Row> rows(Dataset<Row> trips) {
            return hourly(trips.withWatermark("lpep_dropoff_datetime", "10 minutes"));
        }
    },
    /** The same without a watermark. */
    UNBOUNDED {
        @Override
        Dataset<Row> rows(Dataset<Row> trips) {
            return hourly(trips);
        }
    },
    /** The tutorial's table: with a watermark, and sorted. */
    SORTED {
        @Override
        Dataset<Row> rows(Dataset<Row> trips) {
            return NycTaxiStreaming.aggregate(trips);
        }
    },
    /** The trips themselves, one by one. */
    TRIPS {
        @Override
        Dataset<Row> rows(Dataset<Row> trips) {
            return trips.select(date_format(col("lpep_dropoff_datetime"), "HH:mm"), col("PickUpBorough"));
        }
    };

    abstract Dataset<Row> rows(Dataset<Row> trips);

    private static Dataset<Row> hourly(Dataset<Row> trips) {
        return trips.groupBy(window(col("lpep_dropoff_datetime"), "1 hour"), col("PickUpBorough"))
                .agg(count(lit(1)).as("TripCount"))
                .select(date_format(col("window.start"), "HH:mm").as("hour"), col("PickUpBorough"), col("TripCount"));
    }
}
