"""kafka-python's KafkaProducer, as far as a producer of records uses it, in front of a producer of Java's.

The lab's drills give it to send(): so they see the same, whatever the language (dev.kerbside.taxi.pyspark.LentProducer).
"""

from kafka import TopicPartition, errors
from kafka.future import Future
from kafka.producer.future import RecordMetadata

BYTES = (bytes, bytearray, memoryview, type(None))


class LentProducer:
    """Refuses what kafka-python 3 refuses, in its words."""

    class Java:
        implements = ["dev.kerbside.taxi.pyspark.LentProducer$Told"]

    def __init__(self, java):
        self.java = java
        self.futures = []
        self.partitions = {}

    def send(self, topic, value=None, key=None, headers=None, partition=None, timestamp_ms=None):
        if self.java.isClosed():
            raise errors.IllegalStateError("KafkaProducer already closed!")
        if value is None and key is None:
            raise ValueError("Need at least one: key or value")
        if type(key) not in BYTES:
            raise TypeError(f"Unsupported type for serialized key: {type(key)}")
        if type(value) not in BYTES:
            raise TypeError(f"Unsupported type for serialized value: {type(value)}")
        if partition is not None and partition not in self.partitions_for(topic):
            raise ValueError(f"Unrecognized partition {partition} for topic {topic}")
        future = Acknowledgement(self.java, len(self.futures), topic)
        self.futures.append(future)
        self.java.send(self, topic, plain(key), plain(value), partition)
        return future

    def flush(self, timeout=None):
        self.java.flush()

    def close(self, timeout=None):
        self.java.close()

    def partitions_for(self, topic):
        if topic not in self.partitions:
            self.partitions[topic] = set(self.java.partitions(topic))
        return self.partitions[topic]

    def bootstrap_connected(self):
        return True

    def metrics(self, raw=False):
        return {}

    # Java's word of a record, by its number. Kafka's sender thread says it; here a thread of the lab's does.

    def acknowledged(self, number, partition, offset):
        future = self.futures[number]
        fields = dict.fromkeys(RecordMetadata._fields)
        fields.update(topic=future.topic, partition=partition, offset=offset)
        fields.update(topic_partition=TopicPartition(future.topic, partition))
        future.success(RecordMetadata(**fields))

    def refused(self, number, kind, message):
        error = getattr(errors, kind.replace("Exception", "Error"), errors.KafkaError)
        self.futures[number].failure(error(message))


class Acknowledgement(Future):
    """What send() gives back; to ask it is to wait for it."""

    def __init__(self, java, number, topic):
        super().__init__()
        self.java, self.number, self.topic = java, number, topic

    def get(self, timeout=None):
        self.java.settle(self.number)
        if self.failed():
            raise self.exception
        return self.value


def plain(given):
    return None if given is None else bytes(given)
