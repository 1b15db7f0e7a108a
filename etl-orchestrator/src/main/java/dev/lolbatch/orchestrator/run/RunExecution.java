package dev.lolbatch.orchestrator.run;

import dev.lolbatch.orchestrator.problem.OrchestratorException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one run from its turn to its end, on the one thread that calls {@link #run()}: submits it, starts its job, watches
 * the job, stops it when told to, and settles the run when the process is gone and not before.
 */
final class RunExecution {
    private static final Logger LOG = LoggerFactory.getLogger(RunExecution.class);

    /** Why a job is to stop before its end. */
    enum Stop {
        CANCEL,
        SHUTDOWN
    }

    private final RunId id;
    private final RunMoves moves;
    private final JobRecords records;
    private final JobLauncher launcher;
    private final RunSettings settings;
    private volatile Optional<Stop> stop = Optional.empty();
    private boolean childRecorded;
    private boolean seenRunning;

    RunExecution(RunId id, RunMoves moves, JobRecords records, JobLauncher launcher, RunSettings settings) {
        this.id = id;
        this.moves = moves;
        this.records = records;
        this.launcher = launcher;
        this.settings = settings;
    }

    /** Has the job stopped, at the latest one poll interval from now; returns at once. May be called from any thread. */
    void stop(Stop reason) {
        stop = Optional.of(reason);
    }

    void run() throws InterruptedException {
        Optional<Run> submitted = submit();
        if (submitted.isEmpty()) {
            return;
        }
        Job job;
        try {
            job = launcher.launch(submitted.get());
        } catch (LaunchException e) {
            persist(() -> moves.move(id, state -> notLaunched(state, e)));
            return;
        }
        watch(job);
        settle(job);
    }

    /** Empty when the run was cancelled while it waited, or when the orchestrator stops before its turn has come. */
    private Optional<Run> submit() throws InterruptedException {
        if (shuttingDown()) {
            return Optional.empty();
        }
        try {
            return persist(() -> moves.move(id, RunState::submitted));
        } catch (IllegalMoveException e) {
            LOG.debug("Run was cancelled before its turn: run_id={}", id);
            return Optional.empty();
        }
    }

    private void watch(Job job) throws InterruptedException {
        observe(job);
        Duration sinceStop = Duration.ZERO;
        boolean stopping = false;
        while (!job.awaitExit(settings.pollInterval())) {
            if (!stopping && stop.isPresent()) {
                job.terminate();
                stopping = true;
            } else if (stopping) {
                // Counted in polls: a job that was stopped with the machine's clock is not late.
                sinceStop = sinceStop.plus(settings.pollInterval());
                if (sinceStop.compareTo(settings.stopGrace()) >= 0) {
                    job.kill();
                }
            }
            observe(job);
        }
    }

    private void observe(Job job) {
        try {
            recordChild(job);
            if (!seenRunning && records.find(id).isPresent()) {
                runningIfSubmitted();
            }
        } catch (OrchestratorException e) {
            LOG.warn("Cannot observe job: run_id={} reason={}", id, e.getMessage());
        }
    }

    private void recordChild(Job job) {
        if (!childRecorded) {
            moves.move(id, state -> state.launched(job.child()));
            childRecorded = true;
        }
    }

    private void runningIfSubmitted() {
        try {
            moves.move(id, RunState::running);
        } catch (IllegalMoveException e) {
            LOG.debug("Run is past SUBMITTED: run_id={}", id);
        }
        seenRunning = true;
    }

    private void settle(Job job) throws InterruptedException {
        persist(() -> {
            Optional<JobRecord> record = records.find(id);
            if (!seenRunning && record.isPresent()) {
                runningIfSubmitted();
            }
            Evidence evidence =
                    new Evidence(job.exitCode(), record, new RunLog(launcher.log(id)).lastWords(), interruption());
            return moves.move(id, evidence::verdict);
        });
    }

    private Optional<String> interruption() {
        return shuttingDown()
                ? Optional.of("The orchestrator was stopped while the job ran, and stopped it; POST the date again")
                : Optional.empty();
    }

    private static RunState notLaunched(RunState state, LaunchException e) {
        return state.name() == RunState.Name.CANCELLING ? state.cancelled() : state.failed(e.getMessage());
    }

    /** Tries until the store answers, since a run that is over must not stay active; gives up only when all of this stops. */
    private Optional<Run> persist(Supplier<Run> write) throws InterruptedException {
        while (true) {
            try {
                return Optional.of(write.get());
            } catch (OrchestratorException e) {
                if (e.retryAfter().isEmpty()) {
                    throw e;
                }
                if (shuttingDown()) {
                    LOG.error(
                            "Cannot store run's state, the next start settles it: run_id={} reason={}",
                            id,
                            e.getMessage());
                    return Optional.empty();
                }
                LOG.warn("Cannot store run's state, trying again: run_id={} reason={}", id, e.getMessage());
                Thread.sleep(settings.pollInterval().toMillis());
            }
        }
    }

    private boolean shuttingDown() {
        return stop.filter(Stop.SHUTDOWN::equals).isPresent();
    }
}
