package dev.lolbatch.orchestrator.events;

import java.time.Duration;

/**
 * Pace and limits of a feed.
 *
 * @param pollInterval how often the log is looked at while somebody listens
 * @param heartbeat how long nothing is sent before a heartbeat is, and how long a listener may take nothing
 * @param buffer how many signals may wait for one listener, at least 2
 */
public record FeedSettings(Duration pollInterval, Duration heartbeat, int buffer) {
    /** Proxies cut an idle connection after 30 s or more. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private static final int BUFFER = 1_024;

    public FeedSettings {
        if (pollInterval.toMillis() < 1) {
            throw new IllegalArgumentException("Cannot use etl.events.poll-interval=" + pollInterval
                    + ": the store would be asked without a pause; set it to 100ms or more");
        }
        if (heartbeat.toMillis() < 1 || buffer < 2) {
            throw new IllegalArgumentException("Cannot make a feed with a heartbeat of " + heartbeat
                    + " and a buffer of " + buffer + ": nothing could be sent; use 1 ms or more and 2 or more");
        }
    }

    /** A heartbeat every 15 s, and 1024 signals that may wait. */
    public static FeedSettings every(Duration pollInterval) {
        return new FeedSettings(pollInterval, HEARTBEAT, BUFFER);
    }
}
