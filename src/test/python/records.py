"""records.py PRODUCER MONTH OUT: the records that producer.py makes of the month, with its times in each unit."""

import importlib.util
import sys

import pandas
import pyarrow as pa
import pyarrow.parquet as parquet

producer_file, month, out = sys.argv[1:]
spec = importlib.util.spec_from_file_location("producer", producer_file)
producer = importlib.util.module_from_spec(spec)
spec.loader.exec_module(producer)

print("pandas", pandas.__version__, "pyarrow", pa.__version__)
trips = parquet.read_table(month)
times = ["lpep_pickup_datetime", "lpep_dropoff_datetime"]
for unit in ("ms", "us", "ns"):
    for zone in (None, "UTC", "America/New_York"):
        table = trips
        for name in times:
            at = table.schema.names.index(name)
            table = table.set_column(at, name, table[name].cast(pa.timestamp(unit)).cast(pa.timestamp(unit, zone)))
            if zone:  # The same numbers, whatever a cast to a zone makes of them.
                numbers = trips[name].cast(pa.timestamp(unit)).cast(pa.int64())
                table = table.set_column(at, name, numbers.cast(pa.timestamp(unit, zone)))
        name = f"{out}/{unit}-{(zone or 'none').replace('/', '-')}"
        parquet.write_table(table, name + ".parquet", version="2.6")
        with open(name + ".json", "wb") as file:
            file.writelines(record + b"\n" for record in producer.records(parquet.ParquetFile(name + ".parquet")))
