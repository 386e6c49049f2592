/** The {@code lab} command. */
package dev.kerbside.cli;
