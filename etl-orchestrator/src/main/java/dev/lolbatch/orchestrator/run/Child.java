package dev.lolbatch.orchestrator.run;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * The process of a job. A pid is used again after a while; with its start time it names one process.
 *
 * @param host name of the machine (or pod) that it runs on
 * @param startedAt to the millisecond, as stores keep it
 */
public record Child(String host, long pid, Instant startedAt) {
    public Child {
        Objects.requireNonNull(host, "host");
        startedAt = startedAt.truncatedTo(ChronoUnit.MILLIS);
    }
}
