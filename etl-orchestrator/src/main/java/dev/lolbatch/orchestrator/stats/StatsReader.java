package dev.lolbatch.orchestrator.stats;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Reads the view over all published dates by its protocol: the pointer first, then the version that it names, then that
 * version's rows. So the answer is one whole version, whatever is published meanwhile.
 *
 * <p>A version that is no longer active may be deleted, rows first, while it is being read. The rows therefore count only if
 * the pointer still names their version afterwards; if it does not, another run has published, and the reading starts over.
 *
 * <p>Since a version never changes, the one that was read last is kept: until the next is published, a call costs the pointer
 * and the version's own row.
 */
public final class StatsReader {
    /** The view over all published dates. */
    private static final String VIEW = "all";

    /** The sum over all patches. */
    private static final String PART = "*";

    private final ViewStore store;
    private final AtomicReference<Optional<PublishedStats>> last = new AtomicReference<>(Optional.empty());

    public StatsReader(ViewStore store) {
        this.store = store;
    }

    /** Empty before the first version is published. */
    Uni<Optional<PublishedStats>> read() {
        return store.activeVersion(VIEW).chain(this::statsOf);
    }

    private Uni<Optional<PublishedStats>> statsOf(Optional<String> active) {
        if (active.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        String name = active.get();
        return store.version(VIEW, name)
                .chain(version -> version.isPresent() ? statsOf(version.get()) : afterVanished(name));
    }

    private Uni<Optional<PublishedStats>> statsOf(ViewVersion version) {
        Optional<PublishedStats> known =
                last.get().filter(stats -> stats.version().equals(version));
        return known.isPresent()
                ? Uni.createFrom().item(known)
                : rowsOf(version).chain(rows -> whole(version, rows));
    }

    private Uni<List<CubeRow>> rowsOf(ViewVersion version) {
        String where = version.parts().get(PART);
        // A version that counts no game at all may have no parts.
        return where == null ? Uni.createFrom().item(List.of()) : store.cube(VIEW, where, PART);
    }

    private Uni<Optional<PublishedStats>> whole(ViewVersion version, List<CubeRow> rows) {
        return store.activeVersion(VIEW).chain(active -> {
            if (!active.equals(Optional.of(version.name()))) {
                return statsOf(active);
            }
            Optional<PublishedStats> stats = Optional.of(PublishedStats.of(version, rows));
            last.set(stats);
            return Uni.createFrom().item(stats);
        });
    }

    private Uni<Optional<PublishedStats>> afterVanished(String name) {
        return store.activeVersion(VIEW).chain(active -> {
            if (active.equals(Optional.of(name))) {
                return Uni.createFrom()
                        .failure(new IllegalStateException("Cannot read view " + VIEW + ": active_views names version "
                                + name + ", and view_versions has no row of it; publish a new version with the job's"
                                + " --recompute-all"));
            }
            return statsOf(active);
        });
    }
}
