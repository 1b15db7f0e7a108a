package dev.lolbatch.cli.verify;

import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * Waits for what comes by itself.
 *
 * @param limit after which it does not
 */
record Patience(Duration limit) {
    private static final long POLL_MILLIS = 500;

    /** Whether the condition came to hold in time. */
    boolean sees(Callable<Boolean> condition) throws Exception {
        long begun = System.nanoTime();
        while (!condition.call()) {
            if (System.nanoTime() - begun >= limit.toNanos()) {
                return false;
            }
            Thread.sleep(POLL_MILLIS);
        }
        return true;
    }
}
