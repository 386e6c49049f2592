def aggregate(trips: DataFrame) -> DataFrame:
    """§ 3.5: the trips of each hour and borough, by drop-off time. A trip may come up to 10 minutes late.

    Returned, in this order: window_start, window_end (timestamps, an hour apart), PickUpBorough, TripCount,
    AvgPassengerCount, TotalDistance, AvgDistance, AvgTipAmount, TotalFareAmount, AvgFareAmount, TotalTripAmount and
    AvgTripAmount (of total_amount). Sums and averages have two decimals: cents() rounds them. The rows are ordered by
    the start of the window, then by borough.
    """
    # TODO 08-a: declare the watermark, on the column of the event time.
    # TODO 08-b: group by a window of that column, too.
    # TODO 08-c: add the sums and averages to agg(). Each alias belongs to its column: read them twice.
    # TODO 08-d: take start and end out of the struct window, and leave out the struct.
    # TODO 08-e: order the rows.
    return trips.groupBy("PickUpBorough").agg(count(lit(1)).alias("TripCount"))
