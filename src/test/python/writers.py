"""writers.py MONTH OUT: the same trips as each Parquet writer that is here writes them with its defaults."""

import importlib
import sys

import pandas
import pyarrow as pa
import pyarrow.parquet as parquet

month, out = sys.argv[1:]
print("pandas", pandas.__version__, "pyarrow", pa.__version__, end="")
table = parquet.read_table(month)
frame = pandas.read_parquet(month, engine="pyarrow")


def write(name, call, needs=None):
    try:
        module = importlib.import_module(needs) if needs else None
    except ImportError:
        return
    if module:
        print("", needs, module.__version__, end="")
    call(f"{out}/{name}.parquet")


def polars(path):
    import polars

    polars.read_parquet(month).write_parquet(path)


def duckdb(path):
    import duckdb

    duckdb.sql(f"COPY (FROM read_parquet('{month}')) TO '{path}' (FORMAT parquet)")


def nanoseconds():
    times = ["lpep_pickup_datetime", "lpep_dropoff_datetime"]
    return frame.astype({name: "datetime64[ns]" for name in times})


def int96(path):
    # Of datetime64[us] fastparquet makes INT96 of January 1970.
    nanoseconds().to_parquet(path, engine="fastparquet", times="int96")


for version in ("1.0", "2.4", "2.6"):
    for page in ("1.0", "2.0"):
        name = f"pyarrow-{version}-pages-{page}"
        write(name, lambda path, v=version, p=page: parquet.write_table(table, path, version=v, data_page_version=p))
def empty_group(path):
    with parquet.ParquetWriter(path, table.schema) as writer:
        for part in (table.slice(0, 400), table.slice(0, 0), table.slice(400)):
            writer.write_table(part)


extra = pa.array([0.5] * table.num_rows)
for name, more in {
    "float16": [("x", extra.cast(pa.float16()))],
    "twice": [("x", extra), ("x", extra)],
    "joined": [("Borough", pa.array(["Queens"] * table.num_rows)), ("LocationID", extra)],
    "nested": [("s", pa.array([{"fare_amount": [1]}] * table.num_rows))],
}.items():
    wider = table
    for column in more:
        wider = wider.append_column(*column)
    write(f"pyarrow-{name}", lambda path, t=wider: parquet.write_table(t, path))
lower = table.rename_columns([column.lower() for column in table.schema.names])
write("pyarrow-lower", lambda path: parquet.write_table(lower, path))
write("pyarrow-brotli", lambda path: parquet.write_table(table, path, compression="brotli"))
write("pyarrow-empty-group", empty_group)
write("pyarrow-int96", lambda path: parquet.write_table(table, path, use_deprecated_int96_timestamps=True))
write("pandas", lambda path: frame.to_parquet(path, engine="pyarrow"))
write("pandas-nanoseconds", lambda path: nanoseconds().to_parquet(path, engine="pyarrow"))
write("pandas-convert", lambda path: frame.convert_dtypes().to_parquet(path, engine="pyarrow"))
write("pandas-index", lambda path: frame.set_index(frame.index * 2).to_parquet(path, engine="pyarrow"))
write("pandas-index-column", lambda path: frame.set_index("VendorID").to_parquet(path, engine="pyarrow"))
write("pandas-category", lambda path: frame.astype({"store_and_fwd_flag": "category"}).to_parquet(path))
write("fastparquet", lambda path: frame.to_parquet(path, engine="fastparquet"), "fastparquet")
write("fastparquet-int96", int96, "fastparquet")
write("polars", polars, "polars")
write("duckdb", duckdb, "duckdb")
print()
