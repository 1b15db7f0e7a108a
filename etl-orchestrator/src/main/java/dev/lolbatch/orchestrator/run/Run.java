package dev.lolbatch.orchestrator.run;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One run of the job over some dates, as it was at one moment.
 *
 * @param version counts the moves from 0; a store replaces a run only by the next version of what it holds
 * @param dates match dates in UTC, at least one
 * @param entered when the run entered each state that it was in, its present one among them
 */
public record Run(RunId id, int version, List<LocalDate> dates, RunState state, Map<RunState.Name, Instant> entered) {
    public Run {
        dates = List.copyOf(dates);
        entered = Collections.unmodifiableMap(new EnumMap<>(entered));
        if (dates.isEmpty()) {
            throw new IllegalArgumentException("Cannot make run " + id + ": it has no date");
        }
        if (!entered.containsKey(state.name())) {
            throw new IllegalArgumentException(
                    "Cannot make run " + id + ": it never entered its state " + state.name());
        }
    }

    static Run queued(RunId id, List<LocalDate> dates) {
        return new Run(id, 0, dates, new RunState.Queued(), Map.of(RunState.Name.QUEUED, id.requestedAt()));
    }

    /**
     * The run after one move.
     *
     * @throws IllegalMoveException when the state has no such exit
     */
    Run move(Instant at, UnaryOperator<RunState> exit) {
        RunState next = exit.apply(state);
        Map<RunState.Name, Instant> times = new EnumMap<>(entered);
        times.putIfAbsent(next.name(), at.truncatedTo(ChronoUnit.MILLIS));
        return new Run(id, version + 1, dates, next, times);
    }

    public boolean isActive() {
        return state.name().isActive();
    }

    public Instant requestedAt() {
        return id.requestedAt();
    }

    /** When the run ended; empty while it is active. */
    public Optional<Instant> endedAt() {
        return isActive() ? Optional.empty() : Optional.of(entered.get(state.name()));
    }

    /** Why the run failed; empty in every other state. */
    public Optional<String> failure() {
        return state instanceof RunState.Failed failed ? Optional.of(failed.reason()) : Optional.empty();
    }
}
