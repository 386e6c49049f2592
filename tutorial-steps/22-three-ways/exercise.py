def by_sql(trips: DataFrame) -> DataFrame:
    """Lesson 22: from which zones do people take trips of more than 5 miles, and what do these cost together?

    Asked as SQL, on a temporary view of the stream. Given: the trips of step 06. Returned: the columns PULocationID,
    TripCount and TotalTripAmount, a row a zone; amounts with two decimals, as by_api() has them.
    """
    # TODO 22-a: give the trips a name that SQL knows: createOrReplaceTempView.
    # TODO 22-b: ask with trips.sparkSession.sql(...): SELECT, FROM, WHERE, GROUP BY.
    return trips
