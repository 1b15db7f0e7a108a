package dev.lolbatch.orchestrator.run;

/**
 * The active runs, shared by all replicas. Every method throws {@code OrchestratorException} with {@code STORE_UNAVAILABLE} when
 * the store cannot be reached; whether a write was done is then unknown.
 */
public interface ActiveRunsStore {
    /** Sees every write that has ended. */
    ActiveRuns read();

    /**
     * Stores what was decided on {@code before}, as its next version.
     *
     * @param after a replica that is missing from its beats is forgotten, other beats are left alone
     * @return false, and nothing is changed, when another change has come first
     */
    boolean replace(ActiveRuns before, ActiveRuns after);

    /**
     * Lets a replica's heart beat.
     *
     * @param beat 1 for the first, then one more each
     * @return false when the one before is not there: the replica was forgotten
     */
    boolean beat(String replica, long beat);
}
