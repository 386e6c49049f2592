package dev.kerbside;

/**
 * How a process that is alive does.
 *
 * @param cpuSeconds processor time so far
 * @param peakMb high-water mark of its resident memory, MiB; 0 where the system does not tell
 */
public record Vitals(double cpuSeconds, long peakMb) {}
