class Exercise {
    /**
     * The fields of a record and their types, as SQL writes the columns of a table, and last a column of Spark's own,
     * {@code _corrupt_record STRING}: there Spark puts a record that does not fit.
     *
     * <p>Look at a record before you choose a type: a number that may be missing was written by pandas as {@code 1.0}.
     */
    static final String SCHEMA =
            // TODO 06-a: name the 20 fields of a record in their order, and cbd_congestion_fee DOUBLE, which newer
            // files
            //   have besides. Times are milliseconds here.
            """
            VendorID LONG,
            _corrupt_record STRING""";

    /**
     * § 3.3: JSON to columns, milliseconds to timestamps. Records that are not trips are counted and left out.
     *
     * <p>Given: one column {@code value}, text. Returned: the 21 columns of a trip, in the order of {@link #SCHEMA},
     * {@code lpep_pickup_datetime} and {@code lpep_dropoff_datetime} as timestamps, and nothing else. In passing it
     * observes two metrics under the name {@link #METRICS}: {@code read}, the number of all records, and
     * {@code malformed}, the number of those that are not trips.
     */
    public static Dataset<Row> parse(Dataset<Row> records) {
        // TODO 06-d: count with observe(), before anything is left out.
        // TODO 06-e: leave out what is malformed, and then the column CORRUPT.
        // TODO 06-f: make timestamps of the two times. They are milliseconds, not seconds.
        return parsed(records);
    }

    /** Every record with the columns of {@link #SCHEMA}, whether it is a trip or not; no {@code value} any more. All other columns stay. */
    public static Dataset<Row> parsed(Dataset<Row> records) {
        // TODO 06-b: from_json() makes a struct of the text. The option columnNameOfCorruptRecord names CORRUPT, and
        //   allowNonNumericNumbers says whether the words NaN and Infinity are numbers; here they are not.
        //   Then take the fields out of the struct.
        return records;
    }

    /** True for what {@link #parsed} returns of a record that is not a trip. */
    static Column malformed() {
        // TODO 06-c: not JSON or a value of the wrong type (CORRUPT tells), or no drop-off time.
        return lit(false);
    }
}
