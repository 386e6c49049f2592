package dev.kerbside.lessons.failures;

import java.util.List;

/**
 * How it went.
 *
 * @param acknowledged records that the producer knows to be safe
 * @param malformed how many of them are bad
 * @param inTheMiddle kills that came when a micro-batch was begun and not finished
 * @param starts how often the job was started, in all
 * @param recoveryMillis from a kill to the end of the next micro-batch, for each kill that was not followed by another
 *     before
 */
public record ChaosOutcome(
        Fault fault,
        StateStore store,
        long seed,
        int kills,
        long acknowledged,
        long malformed,
        int inTheMiddle,
        int starts,
        List<Long> recoveryMillis) {}
