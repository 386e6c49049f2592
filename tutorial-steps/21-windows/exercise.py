def sliding(trips: DataFrame) -> DataFrame:
    """Lesson 21: windows of one hour that overlap; one begins every 15 minutes.

    Given: the trips of step 06. Returned: each window with its TripCount and TotalTripAmount; counted() does the
    counting.
    """
    # TODO 21-a: window() takes a third word: how far apart two windows begin.
    return counted(trips, window(col("lpep_dropoff_datetime"), "1 hour"))


def sessions(trips: DataFrame) -> DataFrame:
    """Lesson 21: sessions. A session lasts as long as trips end in the same zone, close to each other.

    That is, each no more than 20 minutes after the one before. Returned: each session of each drop-off zone with its
    TripCount and TotalTripAmount.
    """
    # TODO 21-b: a window that waits for the next trip, in the place of one that begins on the hour.
    # TODO 21-c: one for each zone in which trips end: counted() takes as many groups as you give.
    return counted(trips, window(col("lpep_dropoff_datetime"), "1 hour"))
