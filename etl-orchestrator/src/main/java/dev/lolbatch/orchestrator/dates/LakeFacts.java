package dev.lolbatch.orchestrator.dates;

/** What the lake says of itself. */
public interface LakeFacts {
    /**
     * The newest state, from metadata alone: no row is read, and nothing is read twice of a snapshot. Blocks; throws {@code
     * OrchestratorException} with {@code LAKE_UNAVAILABLE}.
     */
    LakeState state();
}
