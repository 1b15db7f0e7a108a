package dev.lolbatch.orchestrator.run;

import dev.lolbatch.orchestrator.logs.StoredLog;
import dev.lolbatch.orchestrator.problem.ErrorCode;
import dev.lolbatch.orchestrator.problem.OrchestratorException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * What can be done with runs, on whichever replica. Of many requests for one date exactly one becomes a run; every run that was
 * accepted is stored before the caller hears of it.
 */
public final class RunService {
    private static final Duration SOON = Duration.ofSeconds(5);

    private final RunPorts ports;
    private final Clock clock;
    private final RandomGenerator random;
    private final RunMoves moves;
    private final ActiveSet active;
    private final Admission admission;
    private final Supervisor supervisor;
    private final Object ids = new Object();
    private Instant lastRequest = Instant.EPOCH;
    private volatile boolean open;

    public RunService(
            Replica self,
            RunPorts ports,
            RunSettings settings,
            Clock clock,
            RandomGenerator random,
            ThreadFactory threads) {
        this.ports = ports;
        this.clock = clock;
        this.random = random;
        this.moves = new RunMoves(ports.store(), ports.listener(), ports.journal(), clock);
        this.active = new ActiveSet(ports.active());
        this.admission = new Admission(ports.store(), active, settings);
        this.supervisor = new Supervisor(
                self,
                active,
                moves,
                id -> new RunExecution(
                        id,
                        self,
                        moves,
                        ports.records(),
                        ports.publications(),
                        ports.launcher(),
                        ports.logs(),
                        settings),
                ports.launcher(),
                settings,
                clock,
                threads,
                ports.supervisorListener());
    }

    /** Takes up what is there to do, and accepts requests. Blocks; may be tried again. */
    public void start() {
        supervisor.start();
        open = true;
    }

    /** Accepts no more, stops the jobs that run here, and has their runs wait again. Blocks until they are gone. */
    public void stop() throws InterruptedException {
        open = false;
        supervisor.close();
    }

    /**
     * Answer to a request.
     *
     * @param run stored and QUEUED, or already further
     * @param place in the queue, from 1; empty when it does not wait
     */
    public record Acceptance(Run run, OptionalInt place) {}

    /**
     * Accepts a run; the same as before for a request with the key of one that was accepted.
     *
     * @throws OrchestratorException RUN_ACTIVE, NO_MATCHES, QUEUE_FULL, KEY_REUSED, STARTING, LAKE_UNAVAILABLE or STORE_UNAVAILABLE
     */
    public Acceptance request(RunRequest request) {
        if (!open) {
            throw OrchestratorException.temporary(
                    ErrorCode.STARTING,
                    SOON,
                    "Cannot accept a run: the orchestrator is starting or stopping; try again when /q/health/ready is UP",
                    null);
        }
        RunId next = nextId();
        RunId id = request.key()
                .map(key -> bind(key, new IdempotencyKeys.Use(request.words(), next)))
                .orElse(next);
        Optional<Run> before = request.key().flatMap(key -> ports.store().find(id));
        if (before.isPresent()) {
            return new Acceptance(before.get(), place(before.get()));
        }
        List<LocalDate> dates = request.dates().get();
        // Asked first, since it costs less than the lake.
        admission.check(id, dates, request.origin());
        if (dates.size() == 1) {
            requireRows(dates.get(0));
        }
        ActiveRuns claimed = admission.claim(id, dates, request.origin());
        Run run = moves.insert(claimed.claim(id).orElseGet(() -> Claim.waiting(id, dates, request.origin())));
        supervisor.wakeUp();
        // As it was then: a run that is stored is not to be refused for want of its place.
        return new Acceptance(run, claimed.place(id));
    }

    private RunId bind(String key, IdempotencyKeys.Use use) {
        IdempotencyKeys.Use bound = ports.keys().bind(key, use);
        if (!bound.request().equals(use.request())) {
            throw new OrchestratorException(
                    ErrorCode.KEY_REUSED,
                    "Cannot accept the request: its Idempotency-Key was used for another (" + bound.request()
                            + "); give each request a key of its own");
        }
        return bound.run();
    }

    /** Of one date: several have just come from the lake. */
    private void requireRows(LocalDate date) {
        if (!ports.lake().hasRows(date)) {
            throw new OrchestratorException(
                    ErrorCode.NO_MATCHES,
                    "Cannot run for " + date
                            + ": the lake holds no matches of this date; wait for ingest-service or choose another date");
        }
    }

    /** Later than the one before, so that runs go in the order of their requests. */
    private RunId nextId() {
        synchronized (ids) {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            lastRequest = now.isAfter(lastRequest) ? now : lastRequest.plusMillis(1);
            return RunId.of(lastRequest, random.nextInt());
        }
    }

    /** Throws UNKNOWN_RUN when there is none of this id. */
    public Run find(String id) {
        return stored(id).orElseThrow(() -> RunMoves.unknown(id));
    }

    /** Empty when there is none of this id, and while it is being accepted: its dates know of it before it is stored. */
    public Optional<Run> stored(String id) {
        return RunId.isOne(id) ? ports.store().find(new RunId(id)) : Optional.empty();
    }

    /** Ids of all that have not ended, and perhaps of some that just have. */
    public Set<String> activeIds() {
        return active.read().claims().keySet().stream().map(RunId::value).collect(Collectors.toUnmodifiableSet());
    }

    /** What the run's last job says of itself; empty before its first word. */
    public Optional<JobRecord> progress(Run run) {
        return run.attempts().isEmpty() ? Optional.empty() : ports.records().find(run.jobId());
    }

    /**
     * A run whose job is at work.
     *
     * @param record what the job says of itself
     */
    public record Underway(Run run, JobRecord record) {}

    /** The runs whose jobs are at work, on whichever replica, when this one looked last. */
    public List<Underway> underway() {
        return active.last().owned(any -> true).stream()
                .flatMap(claim -> ports.store().find(claim.run()).stream())
                .filter(run -> run.state().name().isAtWork())
                .flatMap(run -> progress(run).map(record -> new Underway(run, record)).stream())
                .toList();
    }

    /** Where a waiting run stands in the queue, from 1; empty for others. */
    public OptionalInt place(Run run) {
        return run.state().name() == RunState.Name.QUEUED ? active.read().place(run.id()) : OptionalInt.empty();
    }

    /** Runs that match, newest first. */
    public List<Run> list(RunQuery query) {
        return ports.store().list(query);
    }

    /**
     * Answer to a cancel.
     *
     * @param effective false when the run had ended before
     */
    public record Cancellation(Run run, boolean effective) {}

    /** Has a run stopped. A run that has ended stays as it is; a running one is CANCELLING until its job is gone. */
    public Cancellation cancel(String id) {
        Run run = find(id);
        if (run.state().name() == RunState.Name.CANCELLING) {
            return new Cancellation(run, true);
        }
        try {
            Run moved = moves.move(
                    run.id(), state -> state.name() == RunState.Name.QUEUED ? state.cancelled() : state.cancelling());
            if (!moved.isActive()) {
                moves.tell(moved);
                giveBack(run.id());
            }
            supervisor.wakeUp();
            return new Cancellation(moved, true);
        } catch (IllegalMoveException e) {
            Run present = find(id);
            return new Cancellation(present, present.isActive());
        }
    }

    /** Unless a replica has just taken the run: then that finds it ended, and gives the claim back. */
    private void giveBack(RunId id) {
        active.change(runs -> runs.claim(id).filter(Claim::isWaiting).map(claim -> runs.without(id)));
    }

    /**
     * What one of the run's jobs has printed; throws UNKNOWN_RUN or NO_LOG.
     *
     * @param attempt from 1; the last one when none is given
     */
    public StoredLog log(String id, OptionalInt attempt) {
        Run run = find(id);
        if (attempt.isPresent() && attempt.getAsInt() > run.attempts().size()) {
            throw new OrchestratorException(
                    ErrorCode.NO_LOG,
                    "Cannot show the log of attempt " + attempt.getAsInt() + " of run " + id + ": it has had "
                            + run.attempts().size() + "; ask for one of them");
        }
        return ports.logs()
                .find(attempt.isPresent() ? run.jobId(attempt.getAsInt()) : run.jobId())
                .orElseThrow(() -> new OrchestratorException(
                        ErrorCode.NO_LOG,
                        "Cannot show the log of run " + id + ": its job has printed nothing, the run is "
                                + run.state().name()));
    }

    /** Whether requests are accepted. */
    public boolean isOpen() {
        return open;
    }

    /** Whether it has stopped to look after runs because of an error, which only a new process mends. */
    public boolean isBroken() {
        return supervisor.isBroken();
    }

    /** Of all replicas, when this one looked last. */
    public int waitingRuns() {
        return active.last().waiting().size();
    }

    /** Of all replicas, when this one looked last. */
    public int executingRuns() {
        return active.last().executing();
    }
}
