#!/usr/bin/env python3
"""Sends the trips in HDFS to Kafka, one JSON record a row, and counts every acknowledgement.

The tutorial's producer, corrected. Run it where `hdfs` is on the path and kinit has been done: in `lab shell`, or on
the edge node. The environment says where Kafka is: LAB_BOOTSTRAP, LAB_CA (the CA as PEM); LAB_TOPIC and LAB_HOME, the home in HDFS, say what is called otherwise than in
the tutorial.
"""

import argparse
import logging
import os
import signal
import subprocess
import sys
import tempfile
import time

try:
    import gssapi
    import pandas
    import pyarrow as pa
    import pyarrow.compute as compute
    import pyarrow.parquet as parquet
    from kafka import KafkaProducer
    from kafka.codec import has_lz4
    from kafka.errors import KafkaError
except ImportError as e:
    sys.exit(
        f"producer.py: {e}. Get the packages with: lab python; then run this in the lab's shell, whose python3 has them.\n"
        "In an environment of your own: pip install -r lab/src/main/python/requirements.txt"
    )

TRIPS = os.environ.get("LAB_HOME", "/user/tdp_user") + "/data/nyc_green_taxi_trip/*.parquet"
BATCH_ROWS = 10_000
IDS = {"VendorID", "PULocationID", "DOLocationID"}
COLUMNS = (
    "VendorID lpep_pickup_datetime lpep_dropoff_datetime store_and_fwd_flag RatecodeID PULocationID DOLocationID "
    "passenger_count trip_distance fare_amount extra mta_tax tip_amount tolls_amount ehail_fee improvement_surcharge "
    "total_amount payment_type trip_type congestion_surcharge cbd_congestion_fee"
).split()


class Failure(Exception):
    """Something that a person can act on."""


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--topic", default=os.environ.get("LAB_TOPIC", "tdp-user-nyc-taxi"))
    parser.add_argument("--file", default=TRIPS, help="Parquet files in HDFS (default: %(default)s)")
    parser.add_argument("--rate", type=float, default=0, help="rows a second (default: as fast as possible)")
    return parser.parse_args()


def require_ticket():
    try:
        return gssapi.Credentials(usage="initiate").lifetime
    except gssapi.exceptions.GSSError as e:
        raise Failure(f"no Kerberos ticket ({e}). kinit -kt tdp_user.keytab tdp_user@REALM.TDP") from e


def hdfs(*command, stdout=subprocess.PIPE):
    """Runs `hdfs dfs`, which says itself what is wrong, and gives back what it prints."""
    try:
        done = subprocess.run(["hdfs", "dfs", *command], stdout=stdout, check=True)
    except FileNotFoundError as e:
        raise Failure("there is no hdfs command. Run this in: lab shell") from e
    except subprocess.CalledProcessError as e:
        raise Failure(f"hdfs dfs {' '.join(command)} failed. Are the trips there? lab step do 01-load-dataset") from e
    return done.stdout


def trip_files(pattern):
    return hdfs("-ls", "-C", pattern).decode().splitlines()


def trip_columns(file):
    """The trip columns that the file has, as it spells them, and TLC's spelling. Others are not sent."""
    spelling = {name.lower(): name for name in COLUMNS}
    names = [field.name for field in file.schema_arrow]
    return {name: spelling[name.lower()] for name in names if name.lower() in spelling}


def integers_with_nulls(file, columns):
    """Of the integer columns those with a null in any row: pandas makes them floats, for every row. Not the ids."""
    kinds = {field.name: field.type for field in file.schema_arrow}
    names = [name for name in columns if pa.types.is_integer(kinds[name]) and columns[name] not in IDS]
    with_nulls = set()
    for batch in file.iter_batches(BATCH_ROWS, columns=names):
        with_nulls |= {columns[name] for name, column in zip(names, batch.columns) if column.null_count}
    return with_nulls


def plain(array):
    """The values as numbers and texts only, which every pandas writes alike.

    A time becomes milliseconds since 1970 here: pandas 2.0 to 2.2 write the seconds of datetime64[us] for milliseconds,
    and pandas 4 will write texts.
    """
    if pa.types.is_timestamp(array.type):
        if array.type.unit != "s":
            array = compute.floor_temporal(array.cast(pa.timestamp(array.type.unit)), unit="millisecond")
        return array.cast(pa.timestamp("ms"), safe=False).cast(pa.int64())
    if pa.types.is_dictionary(array.type):
        return plain(array.dictionary_decode())
    if pa.types.is_fixed_size_binary(array.type):
        return plain(array.cast(pa.binary()))
    if pa.types.is_binary(array.type) or pa.types.is_large_binary(array.type):
        return array.cast(pa.string())
    if pa.types.is_decimal(array.type) or pa.types.is_floating(array.type) or pa.types.is_null(array.type):
        return array.cast(pa.float64())
    return array


def records(file):
    """Each row as the JSON of pandas' row.to_json(); a batch at a time, so memory does not grow with the file."""
    columns = trip_columns(file)
    floats = integers_with_nulls(file, columns)
    for batch in file.iter_batches(BATCH_ROWS, columns=list(columns)):
        names = [columns[name] for name in batch.schema.names]
        frame = pandas.DataFrame({name: series(name, column, floats) for name, column in zip(names, batch.columns)})
        yield from frame.to_json(orient="records", lines=True).encode().splitlines()


def series(name, column, floats):
    """The values as pandas holds them. Times and ids stay whole beside nulls; other integers become floats."""
    array = plain(column)
    if name in IDS and pa.types.is_floating(array.type):
        array = pa.array(array.to_pandas(), from_pandas=True).cast(pa.int64())
    if pa.types.is_integer(array.type) and array.null_count and name not in floats:
        return array.cast(pa.int64()).to_pandas(types_mapper={pa.int64(): pandas.Int64Dtype()}.get)
    values = array.to_pandas()
    return values.astype("float64") if name in floats else values


def connect():
    settings = {
        "bootstrap_servers": os.environ.get(
            "LAB_BOOTSTRAP", "worker-01.tdp:9092,worker-02.tdp:9092,worker-03.tdp:9092"
        ).split(","),
        "security_protocol": os.environ.get("LAB_KAFKA_PROTOCOL", "SASL_SSL"),
        "ssl_cafile": os.environ.get("LAB_CA"),
        "sasl_mechanism": "GSSAPI",
        "sasl_kerberos_service_name": os.environ.get("LAB_KAFKA_SERVICE", "kafka"),
        "acks": "all",
        "compression_type": "lz4" if has_lz4() else "gzip",
        "linger_ms": 10,
        "batch_size": 131072,
        "retries": 5,
        "max_block_ms": 20_000,
    }
    # Known from kafka-python 2.1 on: the broker drops what is sent twice because an acknowledgement was lost.
    if "enable_idempotence" in KafkaProducer.DEFAULT_CONFIG:
        settings["enable_idempotence"] = True
    try:
        return KafkaProducer(**settings)
    except (KafkaError, OSError) as e:
        brokers = ", ".join(settings["bootstrap_servers"])
        raise Failure(f"none of {brokers} lets you in ({e}). Look at: lab status, klist") from e


def require_topic(producer, topic):
    try:
        producer.partitions_for(topic)
    except KafkaError as e:
        raise Failure(f"there is no topic {topic}, or you may not write to it ({e}). kafka-topics.sh --list") from e


def send(producer, topic, records):
    """Sends each record, and waits until every one is acknowledged; their number. A Failure if one is refused."""
    partitions = len(producer.partitions_for(topic))
    sent = acknowledged = 0
    refusals = []

    def on_acknowledged(_):
        nonlocal acknowledged
        acknowledged += 1

    for record in records:
        # Row i goes to partition i mod n: all are used evenly, whatever the size of the file.
        future = producer.send(topic, value=record, partition=sent % partitions)
        future.add_callback(on_acknowledged)
        future.add_errback(refusals.append)
        sent += 1
        if refusals:
            break
    producer.flush()
    if refusals or acknowledged != sent:
        reason = refusals[0] if refusals else "nothing was said of the rest"
        taken = f"{topic} took {acknowledged:,} of {sent:,} records"
        raise Failure(f"{taken}, then: {reason!r}. Empty it and send again")
    return acknowledged


def every_record(files):
    """The records of each of these files of HDFS, which are copied here one after the other."""
    for path in files:
        with tempfile.TemporaryFile() as copy:
            hdfs("-cat", path, stdout=copy)
            yield from records(parquet.ParquetFile(copy))


class Pace:
    """Gives records away at a rate, and says how many it gave; until it is stopped."""

    def __init__(self, rate):
        self.rate = rate
        self.given = 0
        self.stopped = False
        self.begin = self.said = time.monotonic()

    def stop(self, *_):
        self.stopped = True

    def of(self, records):
        for record in records:
            while self.early() > 0 and not self.stopped:
                time.sleep(min(0.1, self.early()))
            if self.stopped:
                return
            yield record
            self.given += 1
            self.say()

    def early(self):
        """The seconds until the next one is due."""
        return self.begin + self.given / self.rate - time.monotonic() if self.rate else 0

    def say(self):
        if time.monotonic() - self.said > 1:
            self.said = time.monotonic()
            begin, end = ("\r", "") if sys.stderr.isatty() else ("", "\n")
            print(f"{begin}{self.given:,} records sent", end=end, file=sys.stderr, flush=True)

    def finish(self, acknowledged):
        seconds = time.monotonic() - self.begin
        over = "\r" if sys.stderr.isatty() else ""
        speed = f"in {seconds:.1f} s ({acknowledged / seconds:,.0f} a second)"
        print(f"{over}{acknowledged:,} records acknowledged {speed}", file=sys.stderr)


def main():
    options = arguments()
    logging.getLogger("kafka").setLevel(logging.CRITICAL)
    require_ticket()
    files = trip_files(options.file)
    pace = Pace(options.rate)
    # At Ctrl+C what was sent is still acknowledged.
    signal.signal(signal.SIGINT, pace.stop)
    producer = connect()
    require_topic(producer, options.topic)
    pace.finish(send(producer, options.topic, pace.of(every_record(files))))
    return 130 if pace.stopped else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failure as failure:
        sys.exit(f"producer.py: {failure}.")
    except (pa.ArrowInvalid, KafkaError) as failure:
        sys.exit(f"producer.py: {type(failure).__name__}: {failure}")
