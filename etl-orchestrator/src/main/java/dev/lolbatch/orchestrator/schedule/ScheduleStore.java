package dev.lolbatch.orchestrator.schedule;

import java.time.Instant;
import java.util.Optional;

/** What was done of each schedule, by whichever replica. Both methods throw {@code OrchestratorException} with {@code STORE_UNAVAILABLE}. */
public interface ScheduleStore {
    /** The last of a schedule's times that is done; empty when none ever was. */
    Optional<Instant> done(String schedule);

    /** A schedule's time is done. */
    void done(String schedule, Instant time);
}
