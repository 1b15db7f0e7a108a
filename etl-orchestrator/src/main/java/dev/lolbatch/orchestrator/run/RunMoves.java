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
    /** A run has two that move it, its execution and a cancel: more conflicts than this are a fault. */
    private static final int ATTEMPTS = 10;

    private final RunStore store;
    private final RunListener listener;
    private final Clock clock;

    RunMoves(RunStore store, RunListener listener, Clock clock) {
        this.store = store;
        this.listener = listener;
        this.clock = clock;
    }

    Run insert(Run run) {
        store.insert(run);
        announce(run);
        return run;
    }

    /**
     * Takes an exit of the run's present state.
     *
     * @throws IllegalMoveException when that state has no such exit
     */
    Run move(RunId id, UnaryOperator<RunState> exit) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Run present = store.find(id).orElseThrow(() -> unknown(id.value()));
            Run next = present.move(clock.instant(), exit);
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
    }
}
