package dev.lolbatch.orchestrator.run;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * All active runs at one moment, of all replicas. What is decided on it is stored only if nothing has changed meanwhile, so that
 * decisions can be as simple as if there were one replica and one thread.
 *
 * @param version counts the changes that were stored; what is decided has the version that it was decided on
 * @param beats of each replica; beats do not count as changes
 */
public record ActiveRuns(long version, Map<String, Long> beats, Map<RunId, Claim> claims) {
    /** By so much a run waits longer for each of its dates: a backfill lets those pass that are done before it would be. */
    private static final Duration TIME_OF_A_DATE = Duration.ofSeconds(10);

    /**
     * Virtual finishing time, as in fair queueing: it never changes, so no run waits for ever, and runs of one date go in the
     * order of their requests.
     */
    private static final Comparator<Claim> TURN =
            Comparator.comparing(ActiveRuns::virtualFinish).thenComparing(Claim::run);

    public ActiveRuns {
        beats = Map.copyOf(beats);
        claims = Map.copyOf(claims);
    }

    private static Instant virtualFinish(Claim claim) {
        return claim.run()
                .requestedAt()
                .plus(TIME_OF_A_DATE.multipliedBy(claim.dates().size()));
    }

    Optional<Claim> claim(RunId run) {
        return Optional.ofNullable(claims.get(run));
    }

    /** A run that covers any of these dates. */
    Optional<Claim> covering(Collection<LocalDate> dates) {
        return claims.values().stream()
                .filter(claim -> claim.dates().stream().anyMatch(dates::contains))
                .min(Comparator.comparing(Claim::run));
    }

    /** Runs that wait, in the order of their turns. */
    List<Claim> waiting() {
        return claims.values().stream().filter(Claim::isWaiting).sorted(TURN).toList();
    }

    int executing() {
        return claims.size() - waiting().size();
    }

    /** How many turns a waiting run is away from its own, from 1; empty for another run. */
    OptionalInt place(RunId run) {
        List<RunId> order = waiting().stream().map(Claim::run).toList();
        int index = order.indexOf(run);
        return index < 0 ? OptionalInt.empty() : OptionalInt.of(index + 1);
    }

    /** Whose turn it is, when there is a slot. */
    Optional<Claim> next(Instant now, int slots) {
        return executing() < slots
                ? waiting().stream().filter(claim -> claim.isDue(now)).findFirst()
                : Optional.empty();
    }

    List<Claim> owned(Predicate<String> byOwner) {
        return claims.values().stream()
                .filter(claim -> claim.owner().filter(byOwner).isPresent())
                .sorted(Comparator.comparing(Claim::run))
                .toList();
    }

    /** What was decided, once it is stored. */
    ActiveRuns stored() {
        return new ActiveRuns(version + 1, beats, claims);
    }

    /** A replica that stops in order is forgotten, so that nobody waits for it. */
    ActiveRuns withoutReplica(String replica) {
        Map<String, Long> living = new TreeMap<>(beats);
        living.remove(replica);
        return new ActiveRuns(version, living, claims);
    }

    ActiveRuns with(Claim claim) {
        Map<RunId, Claim> next = new TreeMap<>(claims);
        next.put(claim.run(), claim);
        return new ActiveRuns(version, beats, next);
    }

    ActiveRuns without(RunId run) {
        Map<RunId, Claim> next = new TreeMap<>(claims);
        next.remove(run);
        return new ActiveRuns(version, beats, next);
    }

    /** A replica goes on with what dead ones have left, and these are forgotten: should one of them live, it finds out. */
    ActiveRuns takenOver(Collection<String> dead, Replica by) {
        Map<String, Long> living = new TreeMap<>(beats);
        living.keySet().removeAll(dead);
        Map<RunId, Claim> next = new TreeMap<>(claims);
        owned(dead::contains).forEach(claim -> next.put(claim.run(), claim.ownedBy(by)));
        return new ActiveRuns(version, living, next);
    }
}
