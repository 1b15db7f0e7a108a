package dev.lolbatch.orchestrator.run;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Tells which replicas are dead: those whose beat has stood still for a lease, by this machine's own watch, so that clocks need
 * not agree; at once those that are known to be gone. For one thread.
 */
final class Heartbeats {
    private final Duration lease;
    private final Predicate<Child> isKnownGone;
    private final LongSupplier nanoTime;
    private final Map<String, Seen> seen = new HashMap<>();

    private record Seen(long beat, long since) {}

    Heartbeats(Duration lease, Predicate<Child> isKnownGone, LongSupplier nanoTime) {
        this.lease = lease;
        this.isKnownGone = isKnownGone;
        this.nanoTime = nanoTime;
    }

    /** The dead among all but {@code self}; owners without any beat count as well. */
    List<String> dead(ActiveRuns runs, Replica self) {
        Map<String, Long> beats = new HashMap<>(runs.beats());
        runs.claims().values().forEach(claim -> claim.owner().ifPresent(owner -> beats.putIfAbsent(owner, 0L)));
        beats.remove(self.id());
        seen.keySet().retainAll(beats.keySet());
        long now = nanoTime.getAsLong();
        beats.forEach((replica, beat) -> seen.merge(
                replica, new Seen(beat, now), (before, present) -> before.beat() == beat ? before : present));
        return beats.keySet().stream()
                .filter(replica -> now - seen.get(replica).since() >= lease.toNanos()
                        || isKnownGone.test(Replica.of(replica).process()))
                .sorted()
                .toList();
    }
}
