/** Lessons of failures: a job, a broker and a DataNode are killed, and nothing is lost. */
package dev.kerbside.lessons.failures;
