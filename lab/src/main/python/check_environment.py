"""Tries the packages on a lab: a login by Kerberos, a record to Kafka and back, and the same record by PySpark.

Run in the lab's shell with a ticket: check_environment.py TOPIC, an empty topic.
"""

import os
import sys

import gssapi
import kafka
import numpy
import pandas
import pyarrow
import pyspark
from kafka import KafkaConsumer, KafkaProducer
from pyspark.sql import SparkSession

RECORD = b'{"VendorID":2}'


def main(topic):
    ticket = gssapi.Credentials(usage="initiate")
    print(f"a ticket of {ticket.name} (gssapi)")
    login = {
        "bootstrap_servers": os.environ["LAB_BOOTSTRAP"].split(","),
        "security_protocol": "SASL_SSL",
        "ssl_cafile": os.environ["LAB_CA"],
        "sasl_mechanism": "GSSAPI",
        "sasl_kerberos_service_name": "kafka",
    }
    producer = KafkaProducer(**login)
    producer.send(topic, RECORD).get(30)
    producer.close()
    consumer = KafkaConsumer(topic, auto_offset_reset="earliest", consumer_timeout_ms=30_000, **login)
    if next(consumer).value != RECORD:
        sys.exit("The record came back changed.")
    consumer.close()
    print(f"a record sent and read again (kafka-python {kafka.__version__})")
    spark = SparkSession.builder.master("local[1]").getOrCreate()
    prefix = "spark.nyctaxi."
    options = {key[len(prefix) :]: value for key, value in spark.sparkContext.getConf().getAll() if key.startswith(prefix)}
    options["kafka.security.protocol"] = "SASL_SSL"
    options["kafka.sasl.kerberos.service.name"] = "kafka"
    read = spark.read.format("kafka").options(**options).option("subscribe", topic).load()
    if [bytes(row.value) for row in read.collect()] != [RECORD]:
        sys.exit("PySpark does not read the record.")
    print(f"the record read by PySpark {pyspark.__version__}")
    if spark.range(3).toPandas()["id"].sum() != 3:
        sys.exit("PySpark and pandas do not agree.")
    print(f"a table in pandas {pandas.__version__} (pyarrow {pyarrow.__version__}, numpy {numpy.__version__})")
    spark.stop()


if __name__ == "__main__":
    main(sys.argv[1])
