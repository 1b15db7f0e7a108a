package dev.lolbatch.orchestrator.run;

import dev.lolbatch.orchestrator.logs.JobLogs;
import dev.lolbatch.orchestrator.problem.OrchestratorException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one run through one attempt, on the one thread that calls {@link #run()}: starts its job, or finds that which a dead
 * orchestrator has started, watches it, stops it when told to, and settles the run when the job is gone and not before. In the
 * end the run has ended or waits again; unless another replica has taken it over, or the store is away while this one stops.
 */
final class RunExecution {
    private static final Logger LOG = LoggerFactory.getLogger(RunExecution.class);
    private static final String INTERRUPTED = "Its orchestrator was stopped, and stopped the job";

    private final RunId id;
    private final Replica self;
    private final RunMoves moves;
    private final JobRecords records;
    private final Publications publications;
    private final JobLauncher launcher;
    private final JobLogs logs;
    private final RunSettings settings;
    private volatile boolean shuttingDown;
    private volatile boolean lost;
    private boolean childRecorded;

    RunExecution(
            RunId id,
            Replica self,
            RunMoves moves,
            JobRecords records,
            Publications publications,
            JobLauncher launcher,
            JobLogs logs,
            RunSettings settings) {
        this.id = id;
        this.self = self;
        this.moves = moves;
        this.records = records;
        this.publications = publications;
        this.launcher = launcher;
        this.logs = logs;
        this.settings = settings;
    }

    /**
     * Has the job stopped, at the latest one poll interval from now, and the run wait again; or leaves both, where the job goes
     * on by itself. Returns at once.
     */
    void shutDown() {
        shuttingDown = true;
    }

    /** The run is another's: lets go of it and of its job, at the latest one poll interval from now. */
    void lose() {
        lost = true;
    }

    /**
     * Goes on with the run wherever it is.
     *
     * @return how the attempt ended; empty when the run had ended before
     * @throws LostRunException when another replica has it
     * @throws LeftRunException when this one stops, and the job goes on
     */
    Optional<Conclusion> run() throws InterruptedException {
        Run run = persist(() -> moves.find(id));
        if (!run.isActive()) {
            return Optional.empty();
        }
        return run.state().name() == RunState.Name.QUEUED ? begin() : takeOver(run);
    }

    private Optional<Conclusion> begin() throws InterruptedException {
        Run submitted;
        try {
            submitted = persist(() -> moves.submit(id, self));
        } catch (IllegalMoveException e) {
            submitted = persist(() -> moves.find(id));
            boolean isOurs = submitted.isActive() && submitted.owner().equals(Optional.of(self.id()));
            if (!isOurs) {
                LOG.debug("Run was cancelled before its turn: run_id={}", id);
                return Optional.empty();
            }
            // The move was done although its answer was lost, and there is no job yet.
        }
        return start(submitted);
    }

    private Optional<Conclusion> start(Run submitted) throws InterruptedException {
        String jobId = submitted.jobId();
        List<LocalDate> left = persist(() -> left(submitted));
        perform(() -> publications.permit(jobId));
        requireStillOurs(jobId);
        Job job;
        try {
            job = launcher.launch(new JobOrder(jobId, left));
        } catch (LaunchException e) {
            return Optional.of(conclude(jobId, run -> notLaunched(run, e)));
        }
        return Optional.of(watch(jobId, job));
    }

    /**
     * Asked after the permit was given: whoever takes a run over says so first, and takes the permit after that. So a replica that
     * was paused before it gave the permit finds that it is not to, and one that still owns the run now has it taken in time.
     */
    private void requireStillOurs(String jobId) throws InterruptedException {
        Run run = persist(() -> moves.find(id));
        if (!run.owner().equals(Optional.of(self.id())) || !run.jobId().equals(jobId)) {
            perform(() -> publications.forbid(jobId));
            throw new LostRunException(id);
        }
    }

    /** Dates that no earlier attempt has published; all of them where there are none, since something else has failed then. */
    private List<LocalDate> left(Run run) {
        Collection<String> earlier = run.jobIds().subList(0, run.attempts().size() - 1);
        if (earlier.isEmpty()) {
            return run.dates();
        }
        List<LocalDate> left = new ArrayList<>(run.dates());
        left.removeAll(publications.publishedBy(earlier, run.dates()));
        return left.isEmpty() ? run.dates() : left;
    }

    private Optional<Conclusion> takeOver(Run left) throws InterruptedException {
        Whereabouts whereabouts = launcher.find(left);
        Run run = persist(() -> moves.takeOver(id, self));
        LOG.warn(
                "Run is taken over: run_id={} state={} from={} job={}",
                id,
                run.state().name(),
                left.owner().orElse("nobody"),
                whereabouts.getClass().getSimpleName());
        String jobId = run.jobId();
        if (whereabouts instanceof Whereabouts.Here here) {
            return Optional.of(watch(jobId, here.job()));
        }
        if (whereabouts instanceof Whereabouts.Elsewhere) {
            return Optional.of(watch(
                    jobId, new DistantJob(jobId, run.state().child(), records, publications, settings.jobSilence())));
        }
        return Optional.of(settle(jobId, Optional.empty()));
    }

    private Conclusion watch(String jobId, Job job) throws InterruptedException {
        Duration sinceStop = Duration.ZERO;
        boolean stopping = observe(jobId, job);
        if (stopping) {
            job.terminate();
        }
        while (!job.awaitExit(settings.pollInterval())) {
            if (lost) {
                throw new LostRunException(id);
            }
            boolean cancelled = observe(jobId, job);
            if (!stopping && cancelled) {
                job.terminate();
                stopping = true;
            } else if (shuttingDown && isLeft(jobId, job)) {
                throw new LeftRunException(id);
            } else if (!stopping && shuttingDown) {
                job.terminate();
                stopping = true;
            } else if (stopping) {
                // Counted in polls: a job that was stopped with the machine's clock is not late.
                sinceStop = sinceStop.plus(settings.pollInterval());
                if (sinceStop.compareTo(settings.stopGrace()) >= 0) {
                    job.kill();
                }
            }
        }
        return settle(jobId, Optional.of(job));
    }

    private boolean isLeft(String jobId, Job job) throws InterruptedException {
        boolean isLeft = job.leave(hasBegun(jobId));
        if (isLeft) {
            logs.keep(jobId);
        }
        return isLeft;
    }

    private boolean hasBegun(String jobId) {
        try {
            return records.find(jobId).isPresent();
        } catch (OrchestratorException e) {
            LOG.warn("Cannot tell whether the job has begun: run_id={} reason={}", id, e.getMessage());
            return false;
        }
    }

    /** Stores what is new about the job; true when the run is being cancelled. */
    private boolean observe(String jobId, Job job) {
        try {
            Run run = RunMoves.owned(moves.find(id), self);
            if (!childRecorded && job.child().isPresent()) {
                if (!run.state().child().equals(job.child())) {
                    run = moves.move(
                            id, self, state -> state.launched(job.child().get()));
                }
                childRecorded = true;
            }
            if (run.state().name() == RunState.Name.SUBMITTED
                    && records.find(jobId).isPresent()) {
                run = moves.move(id, self, RunState::running);
            }
            return run.state().name() == RunState.Name.CANCELLING;
        } catch (IllegalMoveException e) {
            LOG.debug("Run was cancelled meanwhile: run_id={}", id);
        } catch (OrchestratorException e) {
            LOG.warn("Cannot observe job: run_id={} reason={}", id, e.getMessage());
        }
        return false;
    }

    private Conclusion settle(String jobId, Optional<Job> job) throws InterruptedException {
        return conclude(jobId, run -> {
            Optional<JobRecord> record = records.find(jobId);
            Set<LocalDate> published = publications.publishedBy(run.jobIds(), run.dates());
            Evidence evidence = new Evidence(
                    job.map(Job::exitCode).orElseGet(OptionalInt::empty),
                    record,
                    published.size(),
                    lastWords(jobId),
                    shuttingDown ? Optional.of(INTERRUPTED) : Optional.empty());
            return evidence.conclusion(run, settings.retries());
        });
    }

    private Optional<String> lastWords(String jobId) {
        try {
            return logs.find(jobId).flatMap(LastWords::of);
        } catch (OrchestratorException | UncheckedIOException e) {
            LOG.warn("Cannot read log: job_id={} reason={}", jobId, e.getMessage());
            return Optional.empty();
        }
    }

    private Conclusion conclude(String jobId, RunMoves.Conclusions conclusions) throws InterruptedException {
        List<Conclusion> last = new ArrayList<>(1);
        return persist(() -> {
            // First of all: what is found published from here on is all that ever will be.
            publications.forbid(jobId);
            if (!isConcluded(jobId, last)) {
                moves.conclude(id, self, run -> {
                    last.clear();
                    last.add(conclusions.of(run));
                    return last.get(0);
                });
            }
            logs.keep(jobId);
            return last.get(0);
        });
    }

    /** Whether what was tried to be stored is, although its answer was lost. */
    private boolean isConcluded(String jobId, List<Conclusion> last) {
        return !last.isEmpty() && moves.find(id).isConcluded(jobId, last.get(0));
    }

    private static Conclusion notLaunched(Run run, LaunchException e) {
        return run.state().name() == RunState.Name.CANCELLING
                ? new Conclusion.Cancel()
                : new Conclusion.Failure(e.getMessage());
    }

    /**
     * Tries until the store answers, since a run that is over must not stay active.
     *
     * @throws OrchestratorException when all of this stops first; who takes the run over settles it
     */
    private <T> T persist(Supplier<T> write) throws InterruptedException {
        while (true) {
            try {
                return write.get();
            } catch (OrchestratorException e) {
                if (e.retryAfter().isEmpty() || shuttingDown) {
                    throw e;
                }
                if (lost) {
                    throw new LostRunException(id);
                }
                LOG.warn("Cannot store run's state, trying again: run_id={} reason={}", id, e.getMessage());
                Thread.sleep(settings.pollInterval().toMillis());
            }
        }
    }

    /** As {@link #persist}. */
    void perform(Runnable write) throws InterruptedException {
        Object unused = persist(() -> {
            write.run();
            return id;
        });
    }
}
