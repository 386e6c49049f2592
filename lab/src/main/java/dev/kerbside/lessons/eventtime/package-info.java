/** Lessons of event time: late trips, windows, and one question asked in three ways. */
package dev.kerbside.lessons.eventtime;
