package dev.lolbatch.orchestrator.run;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** A job's process. */
public interface Job {
    /** Its process; empty where none is known. */
    Optional<Child> child();

    /** Waits until the process is gone, but no longer than the limit; true when it is gone. */
    boolean awaitExit(Duration limit) throws InterruptedException;

    /** Exit code of the process, once it is gone; empty while it runs, and for a process that was adopted. */
    OptionalInt exitCode();

    /** Asks the process to end, and returns at once. */
    void terminate();

    /** Ends the process and what it has started, and returns at once. */
    void kill();

    /**
     * Lets go of the job while its orchestrator stops, and ends what only this orchestrator needs of it.
     *
     * @param hasBegun whether the job has recorded something: until then nobody could tell one that goes on from one that never was
     * @return false when the job cannot go on without its orchestrator, or is being ended; nothing was done then
     */
    default boolean leave(boolean hasBegun) throws InterruptedException {
        return false;
    }
}
