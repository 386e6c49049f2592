/** Lessons of sinks: output modes, and records that are no trips. */
package dev.kerbside.lessons.sinks;
