/**
 * Processes of this machine: forked JVMs and their class archives, host names, temporary files, variables that reach
 * in.
 */
package dev.kerbside.process;
