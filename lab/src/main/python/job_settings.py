"""What the streaming job is told, as Spark properties spark.nyctaxi.*; the lab writes them into spark.properties."""

import tempfile
from dataclasses import dataclass
from typing import Dict

from pyspark.sql import SparkSession

PREFIX = "spark.nyctaxi."
TOPIC = "tdp-user-nyc-taxi"
ZONES_FILE = "/user/tdp_user/data/taxi+_zone_lookup.csv"


@dataclass(frozen=True)
class JobSettings:
    """The settings, each with the property that it comes from, without the prefix."""

    # kafka.X: the options of Spark's Kafka source; maxOffsetsPerTrigger, records a micro-batch; groupIdPrefix, what group
    # ids begin with.
    kafka: Dict[str, str]
    # topic: the tutorial's by default.
    topic: str
    # startingOffsets: earliest (default) or latest.
    starting_offsets: str
    # zones: the lookup file, in HDFS by default.
    zones_file: str
    # consoleRows: how much of the table the console shows; all of it by default.
    console_rows: int
    # checkpoints: URI of the folder of the queries' checkpoints; a new local one by default.
    checkpoints: str

    @staticmethod
    def of(spark: SparkSession) -> "JobSettings":
        """The settings of a session's configuration."""
        given = dict(spark.sparkContext.getConf().getAll())

        def setting(name: str, default: str) -> str:
            return spark.conf.get(PREFIX + name, default)

        kafka = {
            "kafka.security.protocol": "SASL_SSL",
            "kafka.sasl.mechanism": "GSSAPI",
            "kafka.sasl.kerberos.service.name": "kafka",
            "kafka.ssl.truststore.type": "PKCS12",
            # After each poll Spark asks for the topic's ends, and drops what the consumer has fetched ahead.
            # With polls of Kafka's 500 records it asks and drops more than it reads.
            "kafka.max.poll.records": "20000",
            "kafka.max.partition.fetch.bytes": "10485760",
            # Spark asks for the ends in the connection of its next fetch.
            # At a partition's end that fetch waits for more, by default half a second.
            "kafka.fetch.max.wait.ms": "10",
            # A long topic is read in portions, so that the table shows progress.
            "maxOffsetsPerTrigger": setting("maxOffsetsPerTrigger", "1500000"),
            # Group ids begin with what tdp_user may use.
            "groupIdPrefix": setting("groupIdPrefix", TOPIC),
        }
        kafka.update({key[len(PREFIX) :]: value for key, value in given.items() if key.startswith(PREFIX + "kafka.")})
        return JobSettings(
            kafka=kafka,
            topic=setting("topic", TOPIC),
            starting_offsets=setting("startingOffsets", "earliest"),
            zones_file=setting("zones", ZONES_FILE),
            console_rows=int(setting("consoleRows", "1000000")),
            checkpoints=setting("checkpoints", "") or "file://" + tempfile.mkdtemp(prefix="nyctaxi-checkpoints"),
        )

    @property
    def dead_letter_topic(self) -> str:
        """Where records of the topic that are not trips are kept."""
        return self.topic + "-dead-letter"

    def checkpoint(self, query: str) -> str:
        """Where the query of this name keeps its progress."""
        return f"{self.checkpoints}/{query}"
