package dev.lolbatch.orchestrator.events;

import java.util.Objects;

/**
 * An event with its place in the log.
 *
 * @param seq counts from 1, over all runs
 */
public record LoggedEvent(long seq, RunEvent event) {
    public LoggedEvent {
        Objects.requireNonNull(event, "event");
        if (seq < 1) {
            throw new IllegalArgumentException("Cannot number an event of run " + event.runId() + " with " + seq
                    + ": the log begins at 1; append it to an EventLog");
        }
    }
}
