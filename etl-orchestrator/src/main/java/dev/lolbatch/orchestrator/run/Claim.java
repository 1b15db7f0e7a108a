package dev.lolbatch.orchestrator.run;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What an active run holds: its dates, its place in the queue, and while it is executed a slot. It is there before the run itself
 * is stored and until all that its end asks for is done, so that whatever a crash cuts short is found by it.
 *
 * @param dates ascending, at least one
 * @param owner id of the replica that executes the run; empty while it waits
 * @param notBefore when the next attempt may start; empty for at once
 */
public record Claim(
        RunId run, List<LocalDate> dates, Origin origin, Optional<String> owner, Optional<Instant> notBefore) {
    public Claim {
        dates = List.copyOf(dates);
    }

    static Claim waiting(RunId run, List<LocalDate> dates, Origin origin) {
        return new Claim(run, dates, origin, Optional.empty(), Optional.empty());
    }

    Claim ownedBy(Replica replica) {
        return new Claim(run, dates, origin, Optional.of(replica.id()), Optional.empty());
    }

    Claim waitingUntil(Instant start) {
        return new Claim(run, dates, origin, Optional.empty(), Optional.of(start));
    }

    boolean isWaiting() {
        return owner.isEmpty();
    }

    boolean isDue(Instant now) {
        return notBefore.filter(now::isBefore).isEmpty();
    }

    boolean isOwnedBy(Replica replica) {
        return owner.filter(replica.id()::equals).isPresent();
    }
}
