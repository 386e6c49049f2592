/** How fast it is, beside Kafka's and Spark's own tools. */
package dev.kerbside.bench;
