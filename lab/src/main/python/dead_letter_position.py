"""How far the dead letters are: what of the topic they pass over, what is read again, and where that is kept."""

import json
import time
from typing import Any, Callable, Dict, List, NamedTuple, Optional, Tuple

from pyspark.sql import SparkSession
from pyspark.sql.streaming import StreamingQuery

from job_settings import JobSettings

# Where no letters are written the position is kept every so many seconds: a file for each micro-batch would take time.
KEPT_EVERY = 10

# A place in each partition: all records before it. One that is not named is one of which nothing was read.
Offsets = Dict[Tuple[str, int], int]


class Batch(NamedTuple):
    """What the query has read. clean: it is known that each record was a trip."""

    start: Offsets
    end: Offsets
    clean: bool


class Stretch(NamedTuple):
    """A stretch of the topic. again: it must be read again, because there may be bad records in it."""

    start: Offsets
    end: Offsets
    again: bool


class Position:
    """Of every bad record before it, one is in the dead-letter topic.

    It moves on behind the query of the table, and only over what that one has committed. It moves after the letters were
    written, and is kept in the folder of the checkpoints after that. So it is never ahead, and after a kill some letters
    are written again.
    """

    def __init__(
        self, spark: SparkSession, settings: JobSettings, query: StreamingQuery, keep: Callable[[Stretch], None]
    ) -> None:
        self.query = query
        self.write_letters = keep
        self.table = Folder(spark, settings.checkpoint("table"))
        self.own = Folder(spark, settings.checkpoint("dead-letters"))
        self.initial: Offsets = {}
        self.position: Optional[Offsets] = None
        self.kept: Optional[Offsets] = None
        self.kept_at = time.monotonic()
        self.last = -1

    def catch_up(self) -> None:
        """Makes the dead letters complete, up to what the query has committed until now."""
        batches = self.begin() if self.position is None else []
        if self.position is None:
            return
        for stretch in stretches(self.position, batches + self.news()):
            if stretch.again:
                self.write_letters(stretch)
            self.position = stretch.end
            if stretch.again:
                self.keep()
        if time.monotonic() - self.kept_at > KEPT_EVERY:
            self.keep()

    def end(self) -> None:
        """When the query has ended."""
        self.catch_up()
        self.keep()

    def begin(self) -> List[Batch]:
        """Finds the position, once the query has begun to read.

        It returns what was committed before this start, if the query has not yet told of a micro-batch after it.
        """
        # A version, and then the source's own line.
        initial = self.table.lines("sources/0/0")
        if not initial:
            if self.query.lastProgress is not None:
                raise OSError(f"The query's checkpoint is not in {self.table.name}, where it must be.")
            return []
        self.initial = offsets(initial[1])
        committed = committed_offsets(self.table)
        numbers = self.own.numbers("position")
        lines = self.own.lines(f"position/{max(numbers)}") if numbers else []
        if len(lines) == 2 and lines[0] == self.query.id:
            self.position = self.kept = offsets(lines[1])
        else:
            self.position = self.initial
        if committed is None or self.query.lastProgress is not None:
            return []
        return [Batch(self.initial, committed, False)]

    def news(self) -> List[Batch]:
        """The micro-batches since the last look; of very many, the last hundred."""
        newest = self.query.lastProgress
        if newest is None or newest["batchId"] <= self.last:
            return []
        before, self.last = self.last, newest["batchId"]
        some = [newest] if self.last == before + 1 else self.query.recentProgress
        return [self.batch(one) for one in some if before < one["batchId"] <= self.last]

    def batch(self, progress: Dict[str, Any]) -> Batch:
        source = progress["sources"][0]
        start = offsets(source["startOffset"]) if source.get("startOffset") else self.initial
        end = offsets(source["endOffset"])
        counts = progress.get("observedMetrics", {}).get("records", {})
        # Whoever leaves records out before he counts has not seen them all.
        span = sum(max(0, last - start.get(partition, 0)) for partition, last in end.items())
        return Batch(start, end, counts.get("malformed") == 0 and counts.get("read", -1) >= span)

    def keep(self) -> None:
        """Each is a new file with the next number, which appears in one go; the older ones are removed after it."""
        if self.position is not None and self.position != self.kept:
            older = self.own.numbers("position")
            self.own.write(f"position/{max(older, default=-1) + 1}", f"{self.query.id}\n{text(self.position)}\n")
            for number in older:
                self.own.delete(f"position/{number}")
            self.kept = self.position
        self.kept_at = time.monotonic()


def stretches(position: Offsets, batches: List[Batch]) -> List[Stretch]:
    """The one rule: what of the batches, from the position on, is passed over, and what is read again.

    A micro-batch is passed over if it is clean and nothing lies between the position and its start. All else is read
    again, from the position on: one that is not clean, and one before which others are missing. Neighbours of a kind
    are one stretch.
    """
    found: List[Stretch] = []
    at = position
    for batch in batches:
        if reaches(at, batch.end):
            continue
        again = not (batch.clean and reaches(at, batch.start))
        start = found.pop().start if found and found[-1].again == again else at
        at = {partition: max(at.get(partition, 0), batch.end.get(partition, 0)) for partition in {**at, **batch.end}}
        found.append(Stretch(start, at, again))
    return found


def reaches(at: Offsets, end: Offsets) -> bool:
    """Whether no record lies between."""
    return all(at.get(partition, 0) >= offset for partition, offset in end.items())


def reading(start: Offsets, end: Offsets) -> Dict[str, str]:
    """What Spark's Kafka source is told to read from this place to that, and of no other partition."""
    last = {partition: offset for partition, offset in end.items() if start.get(partition, 0) < offset}
    topics: Dict[str, List[int]] = {}
    for topic, partition in last:
        topics.setdefault(topic, []).append(partition)
    # Of a new partition: from its earliest record, wherever that is.
    first = {partition: start.get(partition, -2) for partition in last}
    return {"assign": json.dumps(topics), "startingOffsets": text(first), "endingOffsets": text(last)}


def offsets(found: Any) -> Offsets:
    """Of Spark's text, {"topic":{"0":5}}, or of what was read of it."""
    topics = json.loads(found) if isinstance(found, str) else found
    return {(topic, int(one)): offset for topic, partitions in topics.items() for one, offset in partitions.items()}


def text(at: Offsets) -> str:
    """Spark's text."""
    topics: Dict[str, Dict[int, int]] = {}
    for (topic, partition), offset in at.items():
        topics.setdefault(topic, {})[partition] = offset
    return json.dumps(topics)


def committed_offsets(checkpoint: "Folder") -> Optional[Offsets]:
    """Up to where the finished micro-batches have read. Spark writes commits/N after it has done micro-batch N."""
    numbers = checkpoint.numbers("commits")
    # A version, the watermark, and then the source's own line.
    return offsets(checkpoint.lines(f"offsets/{max(numbers)}")[2]) if numbers else None


class Folder:
    """A folder on a local disk or in HDFS, by the Hadoop of Spark's JVM."""

    def __init__(self, spark: SparkSession, name: str) -> None:
        self.name = name
        self.jvm = spark.sparkContext._jvm
        self.fs = self.path("").getFileSystem(spark.sparkContext._jsc.hadoopConfiguration())

    def path(self, file: str) -> Any:
        return self.jvm.org.apache.hadoop.fs.Path(f"{self.name}/{file}")

    def numbers(self, folder: str) -> List[int]:
        """Of the files whose name is a number."""
        if not self.fs.exists(self.path(folder)):
            return []
        names = [status.getPath().getName() for status in self.fs.listStatus(self.path(folder))]
        return [int(name) for name in names if name.isdigit()]

    def lines(self, file: str) -> List[str]:
        """Nothing if there is no such file."""
        if not self.fs.exists(self.path(file)):
            return []
        stream = self.fs.open(self.path(file))
        try:
            return bytes(stream.readAllBytes()).decode("utf-8").splitlines()
        finally:
            stream.close()

    def write(self, file: str, content: str) -> None:
        """The file appears in one go."""
        folder, name = file.split("/")
        written = self.path(f"{folder}/.{name}.tmp")
        stream = self.fs.create(written, True)
        try:
            stream.write(bytearray(content, "utf-8"))
        finally:
            stream.close()
        if not self.fs.rename(written, self.path(file)):
            raise OSError(f"{written} cannot become {file}")

    def delete(self, file: str) -> None:
        self.fs.delete(self.path(file), False)
