class Exercise {
    /**
     * Lesson 22: from which zones do people take trips of more than 5 miles, and what do these cost together? As SQL, on
     * a temporary view of the stream.
     *
     * <p>Given: the trips of step 06. Returned: the columns PULocationID, TripCount and TotalTripAmount, a row a zone;
     * amounts with two decimals, as {@link #byApi} has them.
     */
    public static Dataset<Row> bySql(Dataset<Row> trips) {
        // TODO 22-a: give the trips a name that SQL knows: createOrReplaceTempView.
        // TODO 22-b: ask with trips.sparkSession().sql(...): SELECT, FROM, WHERE, GROUP BY.
        return trips;
    }
}
