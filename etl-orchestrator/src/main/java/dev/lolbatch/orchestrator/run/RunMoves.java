package dev.lolbatch.orchestrator.run;

import dev.lolbatch.orchestrator.problem.ErrorCode;
import dev.lolbatch.orchestrator.problem.OrchestratorException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves stored runs: what a move is decided on is what the store holds when it is done. */
final class RunMoves {
    private static final Logger LOG = LoggerFactory.getLogger(RunMoves.class);
    /** A run has few that move it, its owner, who takes it over, and a cancel: more conflicts than this are a fault. */
    private static final int ATTEMPTS = 10;

    private final RunStore store;
    private final RunListener listener;
    private final RunJournal journal;
    private final Clock clock;

    RunMoves(RunStore store, RunListener listener, RunJournal journal, Clock clock) {
        this.store = store;
        this.listener = listener;
        this.journal = journal;
        this.clock = clock;
    }

    /** Stores the run of a claim, unless that was done before, by whom ever. */
    Run insert(Claim claim) {
        Run run = Run.queued(claim.run(), claim.dates(), claim.origin());
        if (store.insert(run)) {
            announce(run);
        }
        return find(claim.run());
    }

    Run find(RunId id) {
        return store.find(id).orElseThrow(() -> unknown(id.value()));
    }

    /** A move that is anybody's. */
    Run move(RunId id, UnaryOperator<RunState> exit) {
        return change(id, run -> run.move(clock.instant(), exit));
    }

    /** Begins an attempt. */
    Run submit(RunId id, Replica by) {
        return change(id, run -> run.submittedBy(by, clock.instant()));
    }

    /** From now on this replica alone makes the moves of an owner. */
    Run takeOver(RunId id, Replica by) {
        return change(id, run -> run.takenOverBy(by));
    }

    /**
     * A move that only the owner makes.
     *
     * @throws LostRunException when the run is another's
     */
    Run move(RunId id, Replica owner, UnaryOperator<RunState> exit) {
        return change(id, run -> owned(run, owner).move(clock.instant(), exit));
    }

    /** Ends the run's last attempt; as {@link #move(RunId, Replica, UnaryOperator)}. */
    Run conclude(RunId id, Replica owner, Conclusions conclusions) {
        return change(id, run -> owned(run, owner).concluded(clock.instant(), conclusions.of(run)));
    }

    /** What a run's present state makes of the end of its attempt. */
    interface Conclusions {
        Conclusion of(Run run);
    }

    static Run owned(Run run, Replica owner) {
        if (run.owner().filter(owner.id()::equals).isEmpty()) {
            throw new LostRunException(run.id());
        }
        return run;
    }

    /** @throws IllegalMoveException when the state does not lead there */
    private Run change(RunId id, UnaryOperator<Run> change) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Run present = find(id);
            Run next = change.apply(present);
            if (store.replace(next)) {
                if (next.state().name() != present.state().name()) {
                    announce(next);
                }
                return next;
            }
        }
        throw new IllegalStateException(
                "Cannot move run " + id + ": another writer was faster " + ATTEMPTS + " times in a row");
    }

    static OrchestratorException unknown(String id) {
        return new OrchestratorException(
                ErrorCode.UNKNOWN_RUN,
                "Cannot find run " + id + ": there is none of this id; GET /etl/runs lists them");
    }

    /** Tells of the run what has not been told yet, by whom ever it was done. */
    void tell(Run run) {
        for (int index = journal.told(run.id()); index < run.changes().size(); index++) {
            journal.append(run, index);
        }
    }

    private void announce(Run run) {
        Optional<String> failure = run.failure();
        if (failure.isPresent()) {
            LOG.warn("Run failed: run_id={} dates={} failure={}", run.id(), run.dates(), failure.get());
        } else {
            LOG.info(
                    "Run entered state: run_id={} dates={} state={}",
                    run.id(),
                    run.dates(),
                    run.state().name());
        }
        listener.entered(run);
        try {
            tell(run);
        } catch (OrchestratorException e) {
            // The move is done; with the next one, or at the end, this is told as well.
            LOG.warn("Cannot tell of a run yet: run_id={} reason={}", run.id(), e.getMessage());
        }
    }
}
