/**
 * A trip, its columns and the taxi zones: what every station of a trip's way needs.
 *
 * <pre>
 *  file ──► topic ──► job ──► table
 *  Parquet  JSON     Spark   the result, and the oracle that it must equal
 * </pre>
 */
package dev.kerbside.taxi;
