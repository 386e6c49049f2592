/** A month of trips from its publisher, within limits. */
package dev.kerbside.taxi.fetch;
