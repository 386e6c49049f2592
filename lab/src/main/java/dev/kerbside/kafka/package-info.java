/** Kafka's topics, as a client of their administrator sees them. */
package dev.kerbside.kafka;
