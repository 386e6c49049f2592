def records(file):
    """§ 2: each row of a Parquet file as one JSON record, in the file's order.

    Given: a pyarrow.parquet.ParquetFile. Returned, or yielded: of each row the bytes (UTF-8) of one JSON object. It has a
    field for each column that the file has, in the file's spelling. Times are whole milliseconds since 1970. Numbers are
    numbers: VendorID and the two zones without a point, all that may be missing as 1.0. What is missing is null, and so
    is NaN.
    """
    # TODO 03-a: read the file row by row. file.iter_batches() gives some thousand rows at a time, to_pandas() makes a
    #   DataFrame of them.
    # TODO 03-b: make a JSON object of each row, and bytes of it. pandas' to_json() writes one that is right; some of its
    #   versions write times wrongly, which plain() and series() above and below avoid.
    return []


def send(producer, topic, records):
    """§ 2: sends each record to the topic, and waits until every one is acknowledged.

    Given: a KafkaProducer. All partitions of the topic are used. Returned: how many were acknowledged. It raises an
    exception if one was refused. The producer was opened elsewhere, and is closed there.
    """
    # TODO 03-c: send each record: producer.send(topic, value=…). The partition may be yours to choose.
    # TODO 03-d: send() only puts it into a buffer. Wait until everything in the buffer is sent.
    # TODO 03-e: the future that send() gives, or its callbacks, tell what became of a record: raise if it was refused.
    return 0
