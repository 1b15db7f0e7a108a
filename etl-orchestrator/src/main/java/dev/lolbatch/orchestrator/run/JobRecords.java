package dev.lolbatch.orchestrator.run;

import java.util.Optional;

/** The records that jobs write of themselves. */
public interface JobRecords {
    /**
     * What a job has recorded; empty as long as it has recorded nothing. Throws {@code OrchestratorException} with
     * {@code STORE_UNAVAILABLE} when the store cannot be reached.
     */
    Optional<JobRecord> find(String jobId);
}
