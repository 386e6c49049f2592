class Exercise {
    /**
     * § 3.6: starts the query that prints the whole table to the console after every micro-batch, and returns it at
     * once; {@code main} waits for it.
     *
     * <p>Its name is {@code NycTaxiStreaming}. No value is cut off, and {@code settings.consoleRows()} rows are shown.
     * Its progress and state are kept in {@code settings.checkpoint("table")}.
     */
    public static StreamingQuery startQuery(Dataset<Row> table, JobSettings settings) throws TimeoutException {
        // TODO 09-a: print to the console. "noop" throws everything away.
        // TODO 09-b: three options: do not truncate, how many rows to show, where the checkpoint is.
        // TODO 09-c: give the query its name.
        return table.writeStream().outputMode("complete").format("noop").start();
    }
}
