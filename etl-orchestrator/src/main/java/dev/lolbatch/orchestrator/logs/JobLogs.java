package dev.lolbatch.orchestrator.logs;

import java.util.Optional;

/** What jobs have printed, wherever it is by now. */
public interface JobLogs {
    /** The log of a job; empty when it has printed nothing, or what it has printed is lost with its machine. */
    Optional<StoredLog> find(String jobId);

    /** Puts the log of a job that has ended where it outlives this machine; returns at once, and goes on until it is done. */
    void keep(String jobId);
}
