package dev.lolbatch.orchestrator.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles, before anything new is started, what an orchestrator that died has left. A job that is still alive is stopped
 * first: nobody can see its exit code any more, and a job that is not watched must not write. Then the job's own record
 * decides: SUCCEEDED when it says so, else FAILED (CANCELLED where a cancel was under way). Runs that had not had their turn
 * keep their place.
 */
final class Reconciliation {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);

    private final RunStore store;
    private final RunMoves moves;
    private final JobRecords records;
    private final JobLauncher launcher;
    private final RunSettings settings;

    Reconciliation(RunStore store, RunMoves moves, JobRecords records, JobLauncher launcher, RunSettings settings) {
        this.store = store;
        this.moves = moves;
        this.records = records;
        this.launcher = launcher;
        this.settings = settings;
    }

    /** Settles every run that was left, and returns those that still wait for their turn, in order. */
    List<Run> settle() throws InterruptedException {
        List<Run> waiting = new ArrayList<>();
        for (Run run : store.active()) {
            if (run.state().name() == RunState.Name.QUEUED) {
                waiting.add(run);
            } else {
                settle(run);
            }
        }
        return waiting;
    }

    private void settle(Run run) throws InterruptedException {
        Optional<Job> alive = launcher.adopt(run);
        if (alive.isPresent()) {
            LOG.warn(
                    "Stopping a job that a dead orchestrator has left: run_id={} pid={}",
                    run.id(),
                    alive.get().child().pid());
            stop(alive.get());
        }
        // Read only now: until its process is gone a job can still change what it has recorded.
        Optional<JobRecord> record = records.find(run.id());
        if (record.isPresent() && run.state().name() == RunState.Name.SUBMITTED) {
            moves.move(run.id(), RunState::running);
        }
        Evidence evidence = new Evidence(
                OptionalInt.empty(),
                record,
                new RunLog(launcher.log(run.id())).lastWords(),
                Optional.of(
                        "The orchestrator died while the run was " + run.state().name() + ", and its job "
                                + (alive.isPresent() ? "was stopped at the next start" : "was gone at the next start")
                                + "; POST the date again"));
        moves.move(run.id(), evidence::verdict);
    }

    private void stop(Job job) throws InterruptedException {
        job.terminate();
        if (job.awaitExit(settings.stopGrace())) {
            return;
        }
        job.kill();
        if (!job.awaitExit(settings.stopGrace())) {
            // Killed, but not reaped by whoever inherited it: it can do nothing more, and must not block the start.
            LOG.error("A killed job is still listed: pid={}", job.child().pid());
        }
    }
}
