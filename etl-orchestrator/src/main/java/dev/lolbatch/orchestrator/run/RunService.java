package dev.lolbatch.orchestrator.run;

import dev.lolbatch.orchestrator.problem.ErrorCode;
import dev.lolbatch.orchestrator.problem.OrchestratorException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.random.RandomGenerator;

/**
 * What can be done with runs. Requests are admitted one at a time, so that of many for one date exactly one becomes a run;
 * every run that was accepted is stored before the caller hears of it.
 */
public final class RunService {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LATER = Duration.ofSeconds(60);

    private final RunStore store;
    private final JobRecords records;
    private final LakeDates lake;
    private final JobLauncher launcher;
    private final Clock clock;
    private final RandomGenerator random;
    private final RunMoves moves;
    private final Dispatcher dispatcher;
    private final Reconciliation reconciliation;
    private final Object admission = new Object();
    private Instant lastRequest = Instant.EPOCH;
    private volatile boolean open;

    public RunService(
            RunStore store,
            JobRecords records,
            LakeDates lake,
            JobLauncher launcher,
            RunListener listener,
            RunSettings settings,
            Clock clock,
            RandomGenerator random,
            ThreadFactory threads) {
        this.store = store;
        this.records = records;
        this.lake = lake;
        this.launcher = launcher;
        this.clock = clock;
        this.random = random;
        this.moves = new RunMoves(store, listener, clock);
        this.dispatcher =
                new Dispatcher(settings, id -> new RunExecution(id, moves, records, launcher, settings), threads);
        this.reconciliation = new Reconciliation(store, moves, records, launcher, settings);
    }

    /** Settles what an earlier orchestrator has left, and then accepts requests. Blocks; may be tried again. */
    public void start() throws InterruptedException {
        List<Run> waiting = reconciliation.settle();
        waiting.forEach(dispatcher::enqueue);
        open = true;
    }

    /** Accepts no more, stops the running jobs and settles their runs. Blocks until they are gone. */
    public void stop() throws InterruptedException {
        open = false;
        dispatcher.close();
    }

    /**
     * Accepts a run for one match date, today in UTC when none is given.
     *
     * @return the run, stored and QUEUED, or already further
     * @throws OrchestratorException RUN_ACTIVE, NO_MATCHES, QUEUE_FULL, STARTING, LAKE_UNAVAILABLE or STORE_UNAVAILABLE
     */
    public Run request(Optional<LocalDate> requested) {
        LocalDate date = requested.orElseGet(() -> LocalDate.now(clock));
        refuseUnlessAdmissible(date);
        // Outside the lock: a slow lake holds up its caller and nobody else.
        if (!lake.hasRows(date)) {
            throw new OrchestratorException(
                    ErrorCode.NO_MATCHES,
                    "Cannot run for " + date
                            + ": the lake holds no matches of this date; wait for ingest-service or choose "
                            + "another date");
        }
        synchronized (admission) {
            refuseUnlessAdmissible(date);
            Run run = moves.insert(Run.queued(nextId(), List.of(date)));
            dispatcher.enqueue(run);
            return run;
        }
    }

    /** Later than the one before, so that a restart finds the queue in its order. */
    private RunId nextId() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        lastRequest = now.isAfter(lastRequest) ? now : lastRequest.plusMillis(1);
        return RunId.of(lastRequest, random.nextInt());
    }

    private void refuseUnlessAdmissible(LocalDate date) {
        if (!open) {
            throw OrchestratorException.temporary(
                    ErrorCode.STARTING,
                    SOON,
                    "Cannot accept a run: the orchestrator is starting or stopping; try again when /q/health/ready is UP",
                    null);
        }
        Optional<RunId> active = dispatcher.covering(List.of(date));
        if (active.isPresent()) {
            throw OrchestratorException.runActive(
                    active.get().value(),
                    "Cannot run for " + date + ": run " + active.get()
                            + " is active for it; wait for its end or cancel it");
        }
        if (dispatcher.isFull()) {
            throw OrchestratorException.temporary(
                    ErrorCode.QUEUE_FULL,
                    LATER,
                    "Cannot run for " + date + ": " + dispatcher.waitingRuns()
                            + " runs are waiting and no more may; try again later or raise etl.runs.queue-capacity",
                    null);
        }
    }

    /** Throws UNKNOWN_RUN when there is none of this id. */
    public Run find(String id) {
        Optional<Run> run = RunId.isOne(id) ? store.find(new RunId(id)) : Optional.empty();
        return run.orElseThrow(() -> RunMoves.unknown(id));
    }

    /** What the run's job says of itself; empty before its first word. */
    public Optional<JobRecord> progress(Run run) {
        return run.state().name() == RunState.Name.QUEUED ? Optional.empty() : records.find(run.id());
    }

    /** At most {@code limit} runs, newest first. */
    public List<Run> newest(int limit, Optional<RunState.Name> state) {
        return store.newest(limit, state);
    }

    /**
     * Answer to a cancel.
     *
     * @param effective false when the run had ended before
     */
    public record Cancellation(Run run, boolean effective) {}

    /** Has a run stopped. A run that has ended stays as it is; a running one is CANCELLING until its process is gone. */
    public Cancellation cancel(String id) {
        Run run = find(id);
        if (run.state().name() == RunState.Name.CANCELLING) {
            return new Cancellation(run, true);
        }
        try {
            Run moved = moves.move(
                    run.id(), state -> state.name() == RunState.Name.QUEUED ? state.cancelled() : state.cancelling());
            dispatcher.cancel(run.id());
            return new Cancellation(moved, true);
        } catch (IllegalMoveException e) {
            Run present = find(id);
            return new Cancellation(present, present.isActive());
        }
    }

    /** What the run's job has printed; throws UNKNOWN_RUN or NO_LOG. */
    public RunLog log(String id) {
        Run run = find(id);
        RunLog log = new RunLog(launcher.log(run.id()));
        if (!log.exists()) {
            throw new OrchestratorException(
                    ErrorCode.NO_LOG,
                    "Cannot show the log of run " + id + ": its job has printed nothing, the run is "
                            + run.state().name());
        }
        return log;
    }

    /** Whether requests are accepted. */
    public boolean isOpen() {
        return open;
    }

    public int waitingRuns() {
        return dispatcher.waitingRuns();
    }

    public int executingRuns() {
        return dispatcher.executingRuns();
    }
}
