/** The second station: trips as JSON records of a topic. */
package dev.kerbside.taxi.topic;
