package dev.lolbatch.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Removes old versions of views: all but the newest few and the published one. Rows that a version which stays has taken over
 * stay, and a version's record goes after its rows, so that what a crash leaves is found by the next run.
 */
final class ViewExpiry {
    /** A version that was never finished may be one that is being written; after this it is what a crash has left. */
    private static final Duration UNFINISHED = Duration.ofDays(1);

    private final ViewStore store;
    private final int kept;
    private final Clock clock;

    ViewExpiry(ViewStore store, int kept, Clock clock) {
        this.store = store;
        this.kept = kept;
        this.clock = clock;
    }

    /** Returns the versions that went. */
    List<ViewVersion> expire(String view) {
        List<ViewVersion> versions = store.versions(view);
        // Read after the versions: one that is published meanwhile is the newest, and stays as such.
        String published = store.pointers(Set.of(view)).get(view);
        List<ViewVersion> whole = versions.stream()
                .filter(version -> version.publishedAt().isPresent())
                .sorted(Comparator.comparing(
                                (ViewVersion version) -> version.publishedAt().orElseThrow())
                        .reversed())
                .toList();
        List<ViewVersion> staying = new ArrayList<>(whole.subList(0, Math.min(kept, whole.size())));
        whole.stream().filter(version -> version.runId().equals(published)).forEach(staying::add);
        versions.stream().filter(this::maybeUnderWay).forEach(staying::add);
        List<ViewVersion> going = new ArrayList<>(versions);
        going.removeAll(staying);
        remove(going, staying);
        return going;
    }

    private void remove(List<ViewVersion> going, List<ViewVersion> staying) {
        if (going.isEmpty()) {
            return;
        }
        Set<PartRef> needed = new HashSet<>();
        staying.forEach(version -> needed.addAll(version.partRefs()));
        long token = store.nextToken();
        for (ViewVersion version : going) {
            version.partRefs().stream()
                    .filter(part -> !needed.contains(part))
                    .forEach(part -> store.delete(part, token));
            store.delete(version, token);
        }
    }

    private boolean maybeUnderWay(ViewVersion version) {
        Instant begun = Instant.EPOCH.plus(version.token(), ChronoUnit.MICROS);
        return version.publishedAt().isEmpty() && begun.isAfter(clock.instant().minus(UNFINISHED));
    }
}
