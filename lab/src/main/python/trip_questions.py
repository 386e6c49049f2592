"""Questions to the stream of trips that parse() returns, beside the tutorial's own.

Windows of three kinds, and one question asked in four ways. Plain PySpark; read it from top to bottom.
"""

from typing import Callable

import pandas
from pyspark.sql import Column, DataFrame
from pyspark.sql.functions import col, count, lit, pandas_udf, round, session_window, sum, udf, window

# A trip of more miles is a long one.
LONG = 5


def tumbling(trips: DataFrame) -> DataFrame:
    """Tumbling windows lie side by side: each trip is in exactly one."""
    return counted(trips, window(col("lpep_dropoff_datetime"), "1 hour"))


def sliding(trips: DataFrame) -> DataFrame:
    """Sliding windows overlap: an hour begins every 15 minutes, so each trip is in four."""
    return counted(trips, window(col("lpep_dropoff_datetime"), "1 hour", "15 minutes"))


def sessions(trips: DataFrame) -> DataFrame:
    """A session lasts as long as trips end in the same zone, each no more than 20 minutes after the one before."""
    return counted(trips, session_window(col("lpep_dropoff_datetime"), "20 minutes"), col("DOLocationID"))


def counted(trips: DataFrame, *groups: Column) -> DataFrame:
    """The trips of each group, of which a window is one part, and what they cost together."""
    return trips.groupBy(*groups).agg(
        count(lit(1)).alias("TripCount"), cents(sum("total_amount")).alias("TotalTripAmount")
    )


def cents(value: Column) -> Column:
    """Two decimals; the inner rounding takes away what depends on the order of the rows."""
    return round(round(value, 6), 2)


def by_api(trips: DataFrame) -> DataFrame:
    """From which zones do people take long trips, and what do these cost together? As calls of the DataFrame."""
    return counted(trips.where(col("trip_distance") > LONG), col("PULocationID"))


def by_sql(trips: DataFrame) -> DataFrame:
    """The same as SQL, on a temporary view of the stream."""
    trips.createOrReplaceTempView("trips")
    return trips.sparkSession.sql(
        """
        SELECT PULocationID,
               count(*) AS TripCount,
               round(round(sum(total_amount), 6), 2) AS TotalTripAmount
        FROM trips
        WHERE trip_distance > 5
        GROUP BY PULocationID"""
    )


def by_udf(trips: DataFrame, is_long: Callable[[float], bool]) -> DataFrame:
    """The same with a function of one's own, which is called for each row; is_long() is meant."""
    long_ones = udf(is_long, "boolean")
    return counted(trips.where(long_ones(col("trip_distance"))), col("PULocationID"))


def by_pandas_udf(trips: DataFrame) -> DataFrame:
    """The same with a function that is called for thousands of rows at once, as a pandas Series."""
    long_ones = pandas_udf(are_long, "boolean")
    return counted(trips.where(long_ones(col("trip_distance"))), col("PULocationID"))


def is_long(miles: float) -> bool:
    """Plain Python. Spark passes NULL as None, which SQL's operators would have taken care of."""
    return miles is not None and miles > LONG


def are_long(miles: pandas.Series) -> pandas.Series:
    """The same for a Series: NULL is NaN there, and no NaN is greater than anything."""
    return miles > LONG
