/** A trainee's code in Python: attached to the lab's Spark, and called as a job. */
package dev.kerbside.trainee.pythoncode;
