package dev.lolbatch.cli.verify;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/**
 * Waits for what comes by itself.
 *
 * @param limit after which it does not
 */
record Patience(Duration limit) {
    private static final long POLL_MILLIS = 500;

    /** The first answer that is as it is wished; the last one when none was in time. */
    <T> T first(Callable<T> answer, Predicate<T> wish) throws Exception {
        long begun = System.nanoTime();
        while (true) {
            T given = answer.call();
            if (wish.test(given) || System.nanoTime() - begun >= limit.toNanos()) {
                return given;
            }
            Thread.sleep(POLL_MILLIS);
        }
    }
}
