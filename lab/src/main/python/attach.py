"""How the lab calls a job in Python: this process uses the Spark of the lab's JVM, as that of a notebook does.

The lab starts it (dev.kerbside.taxi.pyspark.Attached), and calls Attachment.call().
"""

import importlib
import inspect
import itertools
import linecache
import os
import sys
import threading
import traceback

from job_settings import JobSettings
from py4j.java_collections import JavaList, ListConverter
from py4j.java_gateway import JavaObject
from py4j.protocol import Py4JJavaError
from pyspark import SparkConf, SparkContext
from pyspark.errors.exceptions.captured import CapturedException
from pyspark.java_gateway import ensure_callback_server_started, launch_gateway
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.streaming import StreamingQuery
from pyspark.sql.types import DataType

LAB = os.path.dirname(os.path.abspath(__file__))
# Of what a function gives without an end, this many are enough to see it.
MOST_RECORDS = 10_000


class Attachment:
    """What Java calls."""

    class Java:
        implements = ["dev.kerbside.taxi.pyspark.Attached$Attachment"]

    def __init__(self, gateway):
        self.gateway = gateway
        self.entry = gateway.entry_point
        self.folder = None

    def call(self, module, function, arguments):
        """What came of it, as a list of Java's: see outcome()."""
        return ListConverter().convert(self.outcome(module, function, arguments), self.gateway._gateway_client)

    def outcome(self, module, function, arguments):
        """["returned", value], ["lacking"] if there is no such function, or ["failed", what, why, file, line, text, Java's]."""
        try:
            if not module:
                return ["returned", self.load(*arguments)]
            self.attach(keep=function != "session")
            value = getattr(sys.modules.get(module) or importlib.import_module(module), function, None)
            if value is None or callable(value) and not takes(value, len(arguments)):
                return ["lacking"]
            if callable(value):
                value = value(*[self.to_python(argument) for argument in arguments])
            value = self.records(value) if function == "records" else self.to_java(value)
            return ["returned", value]
        except BaseException as e:  # SystemExit too: a program of the person's must not end the lab's.
            return ["failed", *self.told(e)]

    def load(self, folder, modules):
        """Loads the modules of a folder that are there, anew; those of the folder before are gone."""
        ours = (folder, self.folder, LAB)
        self.folder = folder
        sys.path[:] = [folder] + [path for path in sys.path if path not in ours] + [LAB]
        for name, loaded in list(sys.modules.items()):
            if is_below(getattr(loaded, "__file__", None), *ours) and name != "__main__":
                del sys.modules[name]
        importlib.invalidate_caches()
        linecache.clearcache()
        importlib.import_module(modules[0])
        return True

    def attach(self, keep):
        """Makes PySpark's own state that of the JVM, where drills end and start Spark."""
        running = self.entry.context()
        ours = SparkContext._active_spark_context
        if ours is not None and (running is None or not keep or ours._jsc.sc() != running.sc()):
            SparkContext._active_spark_context = None
            SparkSession._instantiatedSession = None
            SparkSession._activeSession = None
            ours = None
        if ours is None and running is not None:
            conf = SparkConf(_jvm=self.gateway.jvm, _jconf=running.getConf())
            SparkContext(gateway=self.gateway, jsc=running, conf=conf)

    def to_python(self, value):
        if not isinstance(value, JavaObject):
            return value
        if isinstance(value, JavaList):
            return list(value)
        kind = value.getClass().getName()
        if kind == "java.io.File":
            from pyarrow.parquet import ParquetFile

            return ParquetFile(value.getPath())
        if kind == "dev.kerbside.taxi.pyspark.LentProducer":
            from lent_producer import LentProducer

            return LentProducer(value)
        if kind == "org.apache.spark.sql.Dataset":
            return DataFrame(value, self.session(value.sparkSession()))
        if kind == "org.apache.spark.sql.SparkSession":
            return self.session(value)
        return JobSettings(
            kafka=dict(value.kafka()),
            topic=value.topic(),
            starting_offsets=value.startingOffsets(),
            zones_file=value.zonesFile(),
            console_rows=value.consoleRows(),
            checkpoints=value.checkpoints(),
        )

    def session(self, java):
        sessions = self.gateway.jvm.SparkSession
        default = sessions.getDefaultSession()
        session = SparkSession(SparkContext._active_spark_context, java)
        # PySpark makes its first session the JVM's default one, and a drill's is over with the drill.
        if default.isDefined():
            sessions.setDefaultSession(default.get())
        return session

    def to_java(self, value):
        if isinstance(value, DataFrame):
            return value._jdf
        if isinstance(value, SparkSession):
            return value._jsparkSession
        if isinstance(value, StreamingQuery):
            return value._jsq
        if isinstance(value, DataType):
            return self.entry.type(value.json())
        if isinstance(value, (list, tuple, set, dict, bytes)):
            return self.entry.other(type(value).__name__, str(value))
        return value

    def records(self, made):
        """Each as bytes; of what is anything else, its type and its text."""
        if made is None:
            return None
        if isinstance(made, (str, bytes, bytearray)) or not hasattr(made, "__iter__"):
            made = [made]
        records = [self.record(one) for one in itertools.islice(made, MOST_RECORDS)]
        return ListConverter().convert(records, self.gateway._gateway_client)

    def record(self, made):
        return made if isinstance(made, (bytes, bytearray)) else self.entry.other(type(made).__name__, str(made))

    def told(self, e):
        """What a person is told of an error: kind, message, and the nearest line of theirs."""
        java = getattr(e, "java_exception", None) if isinstance(e, Py4JJavaError) else None
        if isinstance(e, CapturedException):
            java = e._origin
        if isinstance(e, SyntaxError) and is_below(e.filename, self.folder):
            return [type(e).__name__, e.msg, os.path.basename(e.filename), e.lineno or 0, (e.text or "").strip(), java]
        lines = [line for line in traceback.extract_tb(e.__traceback__) if is_below(line.filename, self.folder)]
        message = str(e).strip().split("\n")[0]
        if not lines:
            return [type(e).__name__, message, "", 0, "", java]
        line = lines[-1]
        return [type(e).__name__, message, os.path.basename(line.filename), line.lineno, line.line, java]


def takes(function, count):
    """Whether it can be called with that many arguments; what has no signature can."""
    try:
        inspect.signature(function).bind(*range(count))
        return True
    except TypeError:
        return False
    except ValueError:
        return True


def is_below(file, *folders):
    return bool(file) and any(folder and os.path.abspath(file).startswith(folder + os.sep) for folder in folders)


def main():
    gateway = launch_gateway()
    SparkContext._ensure_initialized(gateway=gateway)
    # Before it listens: without the secret the JVM is refused, and without any everybody is served.
    gateway.callback_server_parameters.auth_token = os.environ["PYSPARK_GATEWAY_SECRET"]
    ensure_callback_server_started(gateway)
    gateway.entry_point.attach(Attachment(gateway))
    # The lab ends it, and so does the lab's end.
    sys.stdin.read() if not sys.stdin.isatty() else threading.Event().wait()


if __name__ == "__main__":
    main()
