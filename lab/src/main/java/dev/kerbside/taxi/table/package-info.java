/** The last station: the hourly table, its chart, and the same by DuckDB. */
package dev.kerbside.taxi.table;
