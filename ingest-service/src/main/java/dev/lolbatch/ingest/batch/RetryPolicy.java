package dev.lolbatch.ingest.batch;

import java.time.Duration;

/**
 * How often a failing step is tried: for ever, because nothing may be lost, but ever more slowly.
 *
 * @param attempts failures in a row after which the service calls itself not ready
 * @param backoff wait after the first failure; doubles up to {@code maxBackoff}
 */
public record RetryPolicy(int attempts, Duration backoff, Duration maxBackoff) {
    /** Wait after the given number of failures in a row, 1 or more. */
    Duration waitAfter(int failures) {
        long factor = 1L << Math.min(failures - 1, 20);
        Duration wait = backoff.multipliedBy(factor);
        return wait.compareTo(maxBackoff) < 0 ? wait : maxBackoff;
    }
}
