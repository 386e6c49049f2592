package dev.kerbside.lessons.sinks;

/** A combination that Spark refused, and its words. */
record ModeRefusal(Query query, String mode, Sink sink, String words) {}
