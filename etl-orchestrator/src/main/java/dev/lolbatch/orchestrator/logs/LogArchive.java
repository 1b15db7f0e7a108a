package dev.lolbatch.orchestrator.logs;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Logs of runs that have ended, kept where every replica reads them. Every method blocks, and throws
 * {@code OrchestratorException} with {@code LAKE_UNAVAILABLE} when the archive cannot be reached; nobody ever finds half a log.
 */
public interface LogArchive {
    /**
     * Keeps a copy of a file; one of the same name is replaced. Doing it again changes nothing.
     *
     * @param name begins with the time of the run, as an id of a run does
     */
    void store(String name, Path localFile);

    /** The log of this name, when it is kept. */
    Optional<StoredLog> find(String name);

    /** Removes the logs that are older than the archive keeps them, by the times in their names; returns how many. */
    int removeExpired();
}
