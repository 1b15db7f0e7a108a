package dev.lolbatch.orchestrator.events;

import java.util.List;

/**
 * The events of all runs in one order, numbered from 1 without gaps. The order is the same for every replica and over
 * restarts. Every method blocks, and throws {@code OrchestratorException} with {@code STORE_UNAVAILABLE} when the store cannot
 * be reached.
 */
public interface EventLog {
    /**
     * Keeps an event as the newest, unless it is kept already, by whomever. After an exception it is unknown whether it was kept,
     * and may be appended again.
     *
     * @return its number
     */
    long append(RunEvent event);

    /**
     * What comes after an event, the oldest first: at most {@code limit} events, and fewer only at the end of the log. None is
     * left out that is still kept.
     *
     * @param seq 0 for all
     */
    List<LoggedEvent> after(long seq, int limit);

    /** Number of the newest event, 0 before the first. */
    long last();
}
