package dev.lolbatch.orchestrator.run;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * One run of the job over some dates, as it was at one moment.
 *
 * @param version counts the moves from 0; a store replaces a run only by the next version of what it holds
 * @param dates match dates in UTC, ascending, at least one
 * @param owner id of the replica that executes it; empty while it waits, and when it has ended without ever being executed
 * @param changes every state that it entered, in order, its present one the last
 * @param attempts every start of its job, in order
 */
public record Run(
        RunId id,
        int version,
        List<LocalDate> dates,
        Origin origin,
        RunState state,
        Optional<String> owner,
        List<StateChange> changes,
        List<Attempt> attempts) {
    public Run {
        dates = List.copyOf(dates);
        changes = List.copyOf(changes);
        attempts = List.copyOf(attempts);
        if (dates.isEmpty()) {
            throw new IllegalArgumentException("Cannot make run " + id + ": it has no date");
        }
        if (changes.isEmpty() || changes.get(changes.size() - 1).state() != state.name()) {
            throw new IllegalArgumentException(
                    "Cannot make run " + id + ": it never entered its state " + state.name());
        }
    }

    static Run queued(RunId id, List<LocalDate> dates, Origin origin) {
        return new Run(
                id,
                0,
                dates,
                origin,
                new RunState.Queued(),
                Optional.empty(),
                List.of(new StateChange(RunState.Name.QUEUED, id.requestedAt())),
                List.of());
    }

    /**
     * The run after one move.
     *
     * @throws IllegalMoveException when the state has no such exit
     */
    Run move(Instant at, UnaryOperator<RunState> exit) {
        RunState next = exit.apply(state);
        Instant millis = at.truncatedTo(ChronoUnit.MILLIS);
        List<StateChange> all = new ArrayList<>(changes);
        if (next.name() != state.name()) {
            all.add(new StateChange(next.name(), millis));
        }
        Optional<String> nextOwner = next.name() == RunState.Name.QUEUED ? Optional.empty() : owner;
        return new Run(id, version + 1, dates, origin, next, nextOwner, all, attempts);
    }

    /** The run when a replica begins an attempt. */
    Run submittedBy(Replica replica, Instant at) {
        List<Attempt> all = new ArrayList<>(attempts);
        all.add(Attempt.started(at.truncatedTo(ChronoUnit.MILLIS)));
        Run submitted = move(at, RunState::submitted);
        return new Run(
                id,
                submitted.version,
                dates,
                origin,
                submitted.state,
                Optional.of(replica.id()),
                submitted.changes,
                all);
    }

    /** The run when another replica goes on with it. */
    Run takenOverBy(Replica replica) {
        return new Run(id, version + 1, dates, origin, state, Optional.of(replica.id()), changes, attempts);
    }

    /** The run when its last attempt has ended, and this is where that leads. */
    Run concluded(Instant at, Conclusion conclusion) {
        // A job that was never seen while it ran has run all the same.
        boolean wasUnseen = state.name() == RunState.Name.SUBMITTED && conclusion instanceof Conclusion.Success;
        Run moved = (wasUnseen ? move(at, RunState::running) : this).move(at, conclusion::exit);
        List<Attempt> all = new ArrayList<>(attempts);
        if (!all.isEmpty()) {
            int last = all.size() - 1;
            all.set(last, all.get(last).ended(at.truncatedTo(ChronoUnit.MILLIS), conclusion.failure()));
        }
        return new Run(id, version + 1, dates, origin, moved.state, moved.owner, moved.changes, all);
    }

    /** Whether its last attempt is that of this job, and has ended so. */
    boolean isConcluded(String jobId, Conclusion conclusion) {
        if (attempts.isEmpty() || !jobId().equals(jobId)) {
            return false;
        }
        Attempt last = attempts.get(attempts.size() - 1);
        return last.endedAt().isPresent() && last.failure().equals(conclusion.failure());
    }

    /** Names the job of an attempt, from 1 on; the first is named as the run, so that every view leads to its run. */
    public String jobId(int attempt) {
        return attempt <= 1 ? id.value() : id.value() + "-" + attempt;
    }

    /** The run that a job belongs to; empty for a job that was started by other means. */
    public static Optional<RunId> ofJob(String jobId) {
        String run = jobId.replaceFirst("(-[0-9a-f]{6})-\\d+$", "$1");
        return RunId.isOne(run) ? Optional.of(new RunId(run)) : Optional.empty();
    }

    /** The job of the last attempt; that of the first before there is one. */
    public String jobId() {
        return jobId(attempts.size());
    }

    /** The jobs of all attempts so far. */
    List<String> jobIds() {
        return IntStream.rangeClosed(1, attempts.size()).mapToObj(this::jobId).toList();
    }

    public boolean isActive() {
        return state.name().isActive();
    }

    public Instant requestedAt() {
        return id.requestedAt();
    }

    /** When the run last entered a state; empty when it never did. */
    public Optional<Instant> entered(RunState.Name name) {
        return changes.stream()
                .filter(change -> change.state() == name)
                .reduce((earlier, later) -> later)
                .map(StateChange::at);
    }

    /** When the run ended; empty while it is active. */
    public Optional<Instant> endedAt() {
        return isActive() ? Optional.empty() : entered(state.name());
    }

    /** Why the run failed; empty in every other state. */
    public Optional<String> failure() {
        return state instanceof RunState.Failed failed ? Optional.of(failed.reason()) : Optional.empty();
    }
}
