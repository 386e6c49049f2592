/**
 * The job in Python, as a {@link dev.kerbside.taxi.job.Job}: a Python process beside this JVM, whose Spark both use.
 *
 * <pre>
 *  PythonJob ──► Attached ──► python: attach.py ──► the job's functions
 *                    ▲                │
 *                    └──── py4j ◄─────┘   loopback, both ways with a secret
 * </pre>
 */
package dev.kerbside.taxi.pyspark;
