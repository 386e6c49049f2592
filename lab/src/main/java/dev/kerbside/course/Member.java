package dev.kerbside.course;

/**
 * A member of a source: a function, a class or a value, with the comments right above it.
 *
 * @param start of its text, behind the indentation
 * @param topLevel whether it can be replaced: of a top-level class in Java, of the module in Python
 */
record Member(String name, int start, int end, boolean topLevel) {}
