/** A JUnit extension for other people's tests: {@link dev.kerbside.junit.Kerberized}. It needs Java and JUnit only. */
package dev.kerbside.junit;
