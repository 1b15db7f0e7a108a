package dev.lolbatch.orchestrator.run;

import java.util.List;
import java.util.Optional;

/**
 * The runs, kept over restarts. Every method throws {@code OrchestratorException} with {@code STORE_UNAVAILABLE} when the
 * store cannot be reached; whether a write was done is then unknown.
 */
public interface RunStore {
    /**
     * Keeps a new run.
     *
     * @throws IllegalStateException when a run of this id is there already
     */
    void insert(Run run);

    Optional<Run> find(RunId id);

    /** Replaces version n by {@code next}, version n + 1; false, and nothing is changed, when it is no longer version n. */
    boolean replace(Run next);

    /** At most {@code limit} runs, newest first; only those in {@code state} when one is given. */
    List<Run> newest(int limit, Optional<RunState.Name> state);

    /** All runs that have not ended, oldest first. */
    List<Run> active();
}
