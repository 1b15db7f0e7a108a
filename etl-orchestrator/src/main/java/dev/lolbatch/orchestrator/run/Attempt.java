package dev.lolbatch.orchestrator.run;

import java.time.Instant;
import java.util.Optional;

/**
 * One start of a run's job.
 *
 * @param endedAt empty while it goes on
 * @param failure why it did not do what it was for; empty while it goes on, and when it did
 */
public record Attempt(Instant startedAt, Optional<Instant> endedAt, Optional<String> failure) {
    static Attempt started(Instant at) {
        return new Attempt(at, Optional.empty(), Optional.empty());
    }

    Attempt ended(Instant at, Optional<String> why) {
        return new Attempt(startedAt, Optional.of(at), why);
    }
}
