package dev.lolbatch.orchestrator.run;

import java.time.Duration;

/**
 * How often, and when, a run is tried again after a failure that may pass.
 *
 * @param maxAttempts of one run, the first among them, at least 1
 * @param backoff before the second attempt; twice as long before each further one, at most an hour
 */
public record RetryPolicy(int maxAttempts, Duration backoff) {
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int MAX_DOUBLINGS = 20;

    public RetryPolicy {
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("Cannot use etl.runs.max-attempts=" + maxAttempts
                    + ": no job would ever start; set it to 1 for no further attempt, or more");
        }
        if (backoff.isNegative()) {
            throw new IllegalArgumentException(
                    "Cannot use etl.runs.retry-backoff=" + backoff + ": it is a negative time; set it to 0 or more");
        }
    }

    /** What follows the failure of a run's last attempt. */
    Conclusion after(Run run, String reason) {
        int attempts = run.attempts().size();
        if (attempts >= maxAttempts) {
            return new Conclusion.Failure(attempts == 1 ? reason : reason + " (the last of " + attempts + " attempts)");
        }
        Duration doubled = backoff.multipliedBy(1L << Math.min(MAX_DOUBLINGS, attempts - 1));
        return new Conclusion.Again(reason, doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST);
    }
}
