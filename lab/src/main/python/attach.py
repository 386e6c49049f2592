"""How the lab calls a job in Python: this process uses the Spark of the lab's JVM, as that of a notebook does.

The lab starts it (dev.kerbside.taxi.pyspark.Attached), and calls Attachment.call().
"""

import ctypes
import importlib
import inspect
import itertools
import linecache
import os
import sys
import threading
import traceback
from types import SimpleNamespace

from job_settings import JobSettings
from py4j.java_collections import JavaList, ListConverter
from py4j.java_gateway import JavaObject
from py4j.protocol import Py4JError, Py4JJavaError
from pyspark import SparkConf, SparkContext, cloudpickle
from pyspark.errors.exceptions.captured import CapturedException
from pyspark.java_gateway import ensure_callback_server_started, launch_gateway
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.streaming import StreamingQuery
from pyspark.sql.types import DataType

LAB = os.path.dirname(os.path.abspath(__file__))
# Of what a function gives without an end, this many are enough to see it.
MOST_RECORDS = 10_000

# What one call may take, in seconds.
LIMIT = int(sys.argv[1])

# Then it has been told, and waits for something else than Python.
GRACE_SECONDS = 5


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
        """["returned", value or None, type], ["lacking"] if there is no such function, or ["failed", ...] and what is told."""
        try:
            with Limit(self):
                if not function:
                    self.load(module, *arguments)
                    return ["returned", True, "bool"]
                self.attach(keep=function != "session")
                value = getattr(sys.modules.get(module) or self.imported(module), function, None)
                if value is None or callable(value) and not takes(value, len(arguments)):
                    return ["lacking"]
                if callable(value):
                    value = value(*[self.to_python(argument) for argument in arguments])
                made = self.records(value) if function == "records" else self.to_java(value)
                return ["returned", made, named(type(value))]
        except BaseException as e:  # SystemExit too: a program of the person's must not end the lab's.
            return ["failed", *self.told(e)]

    def load(self, module, folder):
        """Loads this module of a folder, and forgets all others of the person's."""
        before, self.folder = self.folder, folder
        sys.path[:] = [folder] + [path for path in sys.path if path not in (before, folder, LAB)] + [LAB]
        for name, loaded in list(sys.modules.items()):
            if is_below(getattr(loaded, "__file__", None), before, folder, LAB) and name != "__main__":
                del sys.modules[name]
        importlib.invalidate_caches()
        linecache.clearcache()
        self.imported(module)

    def imported(self, module):
        """A module of the person's, which Python workers get as a whole with each function that they are sent."""
        found = importlib.import_module(module)
        for loaded in list(sys.modules.values()):
            if is_below(getattr(loaded, "__file__", None), self.folder, LAB):
                cloudpickle.register_pickle_by_value(loaded)
        return found

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
            # What workers import PySpark from.
            environment = {"PYTHONPATH": os.environ["PYTHONPATH"]}
            ours = SparkContext(gateway=self.gateway, jsc=running, conf=conf, environment=environment)
        active = self.entry.session()
        if keep and ours is not None and active is not None:
            # Anything: else PySpark makes the session that it sees first the default of the JVM.
            SparkSession._instantiatedSession = SparkSession._instantiatedSession or SimpleNamespace(_sc=ours)
            SparkSession._instantiatedSession = SparkSession._activeSession = self.session(active)

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
        return SparkSession(SparkContext._active_spark_context, java)

    def to_java(self, value):
        if isinstance(value, DataFrame):
            return value._jdf
        if isinstance(value, SparkSession):
            return value._jsparkSession
        if isinstance(value, StreamingQuery):
            return value._jsq
        if isinstance(value, DataType):
            return self.entry.type(value.json())
        return value if isinstance(value, (str, int, float)) else None

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
        message = first_line(e)
        if not lines:
            return [type(e).__name__, message, "", 0, "", java]
        line = lines[-1]
        return [type(e).__name__, message, os.path.basename(line.filename), line.lineno, line.line, java]


class Limit:
    """Ends what takes too long: where it is in Python by an exception, and where that does not help, all of it."""

    def __init__(self, attachment):
        self.attachment = attachment
        self.thread = threading.get_ident()
        self.done = threading.Event()

    def __enter__(self):
        threading.Thread(target=self.watch, daemon=True).start()

    def __exit__(self, *_):
        self.done.set()

    def watch(self):
        if self.done.wait(LIMIT):
            return
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self.thread), ctypes.py_object(TooLong))
        if not self.done.wait(GRACE_SECONDS):
            lines = traceback.extract_stack(sys._current_frames()[self.thread])
            theirs = [line for line in lines if is_below(line.filename, self.attachment.folder)][-1]
            print(f"it waits at {os.path.basename(theirs.filename)}:{theirs.lineno}: {theirs.line}", flush=True)
            os._exit(1)


class TooLong(BaseException):
    """No Exception, because py4j and people catch those."""

    def __str__(self):
        return f"it has not returned after {LIMIT} seconds"


def first_line(e):
    lines = str(e).strip().split("\n")
    if isinstance(e, ImportError) and e.path:
        return lines[0].replace(f" ({e.path})", "")
    # Of an error of py4j's own, Java's words come second.
    return lines[1] if isinstance(e, Py4JError) and lines[0].endswith("Trace:") and len(lines) > 1 else lines[0]


def named(kind):
    """As people call it: a DataFrame, a pandas DataFrame, a str."""
    package = kind.__module__.split(".")[0]
    return kind.__name__ if package in ("builtins", "pyspark", "__main__") else f"{package} {kind.__name__}"


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
    # Not the person's: exit() closes what is called stdin.
    lab = os.dup(sys.stdin.fileno())
    sys.stdin = open(os.devnull)
    gateway = launch_gateway()
    SparkContext._ensure_initialized(gateway=gateway)
    # Before it listens: without the secret the JVM is refused, and without any everybody is served.
    gateway.callback_server_parameters.auth_token = os.environ["PYSPARK_GATEWAY_SECRET"]
    ensure_callback_server_started(gateway)
    gateway.entry_point.attach(Attachment(gateway))
    # The lab ends it, and so does the lab's end, whatever a function of the person's does meanwhile.
    while os.read(lab, 1):
        pass
    os._exit(0)


if __name__ == "__main__":
    main()
