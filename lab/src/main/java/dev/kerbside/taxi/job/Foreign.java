package dev.kerbside.taxi.job;

/**
 * A value of a person's code that is not what was asked for.
 *
 * @param type its type, as their language calls it
 * @param text the value, for people
 */
public record Foreign(String type, String text) {}
