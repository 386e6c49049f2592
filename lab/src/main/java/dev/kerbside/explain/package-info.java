/** Known failures: from a log to cause, evidence and next command. */
package dev.kerbside.explain;
