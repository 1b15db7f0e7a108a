package dev.lolbatch.orchestrator.events;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A run has entered a state. What tells events apart is {@link #isOf}: the run and its version.
 *
 * @param version counts the changes of the run's state, from 0
 * @param at UTC, to the millisecond
 * @param failure why the run failed; empty in every other state
 * @param dates match dates in UTC
 */
public record RunEvent(
        String runId, int version, String state, Instant at, Optional<String> failure, List<LocalDate> dates) {
    public RunEvent {
        Objects.requireNonNull(runId, "runId");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(failure, "failure");
        at = at.truncatedTo(ChronoUnit.MILLIS);
        dates = List.copyOf(dates);
    }

    /** Whether it is the event of this version of this run. */
    public boolean isOf(String otherRunId, int otherVersion) {
        return runId.equals(otherRunId) && version == otherVersion;
    }
}
