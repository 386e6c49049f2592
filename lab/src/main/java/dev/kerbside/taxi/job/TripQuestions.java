package dev.kerbside.taxi.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.session_window;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.window;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * Questions to the stream of trips that {@link NycTaxiStreaming#parse} returns, beside the tutorial's own: windows of
 * three kinds, and one question asked in three ways. Plain Spark; read it from top to bottom.
 */
public final class TripQuestions {
    /** A trip of more miles is a long one. */
    private static final double LONG = 5;

    private TripQuestions() {}

    /** Tumbling windows lie side by side: each trip is in exactly one. */
    public static Dataset<Row> tumbling(Dataset<Row> trips) {
        return counted(trips, window(col("lpep_dropoff_datetime"), "1 hour"));
    }

    /** Sliding windows overlap: an hour begins every 15 minutes, so each trip is in four. */
    public static Dataset<Row> sliding(Dataset<Row> trips) {
        return counted(trips, window(col("lpep_dropoff_datetime"), "1 hour", "15 minutes"));
    }

    /** A session lasts as long as trips end in the same zone, each no more than 20 minutes after the one before. */
    public static Dataset<Row> sessions(Dataset<Row> trips) {
        return counted(trips, session_window(col("lpep_dropoff_datetime"), "20 minutes"), col("DOLocationID"));
    }

    /** The trips of each group, of which a window is one part, and what they cost together. */
    private static Dataset<Row> counted(Dataset<Row> trips, Column... groups) {
        return trips.groupBy(groups)
                .agg(count(lit(1)).as("TripCount"), cents(sum("total_amount")).as("TotalTripAmount"));
    }

    /** Two decimals; the inner rounding takes away what depends on the order of the rows. */
    private static Column cents(Column value) {
        return round(round(value, 6), 2);
    }

    /** From which zones do people take long trips, and what do these cost together? As calls of the DataFrame. */
    public static Dataset<Row> byApi(Dataset<Row> trips) {
        return trips.where(col("trip_distance").gt(LONG))
                .groupBy("PULocationID")
                .agg(count(lit(1)).as("TripCount"), cents(sum("total_amount")).as("TotalTripAmount"));
    }

    /** The same as SQL, on a temporary view of the stream. */
    public static Dataset<Row> bySql(Dataset<Row> trips) {
        trips.createOrReplaceTempView("trips");
        return trips.sparkSession()
                .sql(
                        """
                        SELECT PULocationID,
                               count(*) AS TripCount,
                               round(round(sum(total_amount), 6), 2) AS TotalTripAmount
                        FROM trips
                        WHERE trip_distance > 5
                        GROUP BY PULocationID""");
    }

    /** The same with a function of one's own; {@link #isLong} is meant. */
    public static Dataset<Row> byUdf(Dataset<Row> trips, UDF1<Double, Boolean> isLong) {
        Column longOnes = udf(isLong, DataTypes.BooleanType).apply(col("trip_distance"));
        return trips.where(longOnes)
                .groupBy("PULocationID")
                .agg(count(lit(1)).as("TripCount"), cents(sum("total_amount")).as("TotalTripAmount"));
    }

    /** Plain Java. Spark passes NULL as null, which SQL's operators would have taken care of. */
    public static Boolean isLong(Double miles) {
        return miles != null && miles > LONG;
    }
}
