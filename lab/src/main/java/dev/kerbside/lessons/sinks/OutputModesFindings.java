package dev.kerbside.lessons.sinks;

import java.util.List;

/** @param again what Spark says to a query into memory that is to go on from its checkpoint */
record OutputModesFindings(List<ModeRun> runs, List<ModeRefusal> refusals, String again) {}
