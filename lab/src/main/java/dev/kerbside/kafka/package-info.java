/** Kafka's topics and delegation tokens, as their owner sees them. */
package dev.kerbside.kafka;
