# The fields of a record and their types, as SQL writes the columns of a table, and last a column of Spark's own,
# _corrupt_record STRING: there Spark puts a record that does not fit.
#
# Look at a record before you choose a type: a number that may be missing was written by pandas as 1.0.
#
# TODO 06-a: name the 20 fields of a record in their order, and cbd_congestion_fee DOUBLE, which newer files have
#   besides. Times are milliseconds here.
SCHEMA = """
    VendorID LONG,
    _corrupt_record STRING"""


def parse(records: DataFrame) -> DataFrame:
    """§ 3.3: JSON to columns, milliseconds to timestamps. Records that are not trips are counted and left out.

    Given: one column value, text. Returned: the 21 columns of a trip, in the order of SCHEMA, lpep_pickup_datetime and
    lpep_dropoff_datetime as timestamps, and nothing else. In passing it observes two metrics under the name METRICS:
    read, the number of all records, and malformed, the number of those that are not trips.
    """
    # TODO 06-d: count with observe(), before anything is left out.
    # TODO 06-e: leave out what is malformed (~ is Spark's "not"), and then the column CORRUPT.
    # TODO 06-f: make timestamps of the two times. They are milliseconds, not seconds.
    return parsed(records)


def parsed(records: DataFrame) -> DataFrame:
    """Every record with the columns of SCHEMA, whether it is a trip or not; no value any more. All other columns stay."""
    # TODO 06-b: from_json() makes a struct of the text. Its options are a dict: columnNameOfCorruptRecord names
    #   CORRUPT, and allowNonNumericNumbers says whether the words NaN and Infinity are numbers; here they are not.
    #   Then take the fields out of the struct.
    return records


def malformed() -> Column:
    """True for what parsed() returns of a record that is not a trip."""
    # TODO 06-c: not JSON or a value of the wrong type (CORRUPT tells), or no drop-off time. Spark's "or" is |.
    return lit(False)
