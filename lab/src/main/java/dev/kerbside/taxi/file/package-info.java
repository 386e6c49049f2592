/** The first station: a file of trips, read, written, made up, and put into HDFS. */
package dev.kerbside.taxi.file;
