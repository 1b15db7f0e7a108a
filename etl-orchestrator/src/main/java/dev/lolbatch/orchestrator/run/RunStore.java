package dev.lolbatch.orchestrator.run;

import java.util.List;
import java.util.Optional;

/**
 * The runs, kept over restarts. Every method throws {@code OrchestratorException} with {@code STORE_UNAVAILABLE} when the
 * store cannot be reached; whether a write was done is then unknown.
 */
public interface RunStore {
    /** Keeps a new run; false, and nothing is changed, when one of its id is there already. */
    boolean insert(Run run);

    Optional<Run> find(RunId id);

    /** Replaces version n by {@code next}, version n + 1; false, and nothing is changed, when it is no longer version n. */
    boolean replace(Run next);

    /** Runs that match, newest first. */
    List<Run> list(RunQuery query);
}
