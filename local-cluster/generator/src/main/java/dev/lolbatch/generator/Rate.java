package dev.lolbatch.generator;

import java.util.concurrent.TimeUnit;

/**
 * How fast to send.
 *
 * @param nanosPerMessage 0 for no limit
 */
public record Rate(long nanosPerMessage) {
    public static Rate unlimited() {
        return new Rate(0);
    }

    public static Rate perSecond(double messages) {
        if (!(messages > 0)) {
            throw new IllegalArgumentException("Cannot send " + messages
                    + " messages per second: a rate is more than 0; correct it or ask for no limit");
        }
        return new Rate((long) (TimeUnit.SECONDS.toNanos(1) / messages));
    }

    /** Waits until it is the turn of the message with this number, counted from 0 at the start. */
    void await(long number, long startNanos) throws InterruptedException {
        if (nanosPerMessage > 0) {
            // Against the start, not the last message, so that a slow broker is caught up with.
            TimeUnit.NANOSECONDS.sleep(startNanos + number * nanosPerMessage - System.nanoTime());
        }
    }
}
