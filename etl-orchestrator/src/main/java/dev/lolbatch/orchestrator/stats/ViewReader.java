package dev.lolbatch.orchestrator.stats;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Reads versions of views, and keeps what was read last: a version never changes while it is published.
 *
 * <p>A version that is no longer published may be deleted, rows first, while it is being read. What was read therefore counts only
 * if the pointer still names the version afterwards.
 */
final class ViewReader {
    /** Some 300 bytes each: half a year of dates, or the patches of some years. */
    private static final int KEPT_ROWS = 200_000;

    private static final int KEPT_VERSIONS = 10_000;

    private final ViewStore store;
    private final AsyncCache<PartKey, CubePart> parts = Caffeine.newBuilder()
            .maximumWeight(KEPT_ROWS)
            .weigher((PartKey key, CubePart part) -> 1 + part.rows().size())
            .buildAsync();
    private final AsyncCache<VersionKey, ViewVersion> versions =
            Caffeine.newBuilder().maximumSize(KEPT_VERSIONS).buildAsync();

    private record VersionKey(String view, String version) {}

    /** @param rows the version under which the rows lie */
    private record PartKey(String view, String rows, String part) {}

    ViewReader(ViewStore store) {
        this.store = store;
    }

    /** Fails with {@link VersionGoneException} when the version is not published any more. */
    Uni<ViewVersion> version(String view, String name) {
        return kept(versions, new VersionKey(view, name), () -> store.version(view, name)
                .chain(version -> version.map(Uni.createFrom()::item).orElseGet(() -> vanished(view, name))));
    }

    /** The part of a version; empty when it has no such part. Fails as {@link #version}. */
    Uni<CubePart> part(String view, ViewVersion version, String part) {
        String rows = version.parts().get(part);
        return rows == null
                ? Uni.createFrom().item(CubePart.EMPTY)
                : kept(parts, new PartKey(view, rows, part), () -> store.part(view, rows, part)
                        .call(() -> requirePublished(view, version.name())));
    }

    /** What the cache has; else what is read now, once for all who ask meanwhile. What fails is not kept. */
    static <K, V> Uni<V> kept(AsyncCache<K, V> cache, K key, Supplier<Uni<V>> reading) {
        return Uni.createFrom()
                .completionStage(
                        () -> cache.get(key, (any, executor) -> reading.get().subscribeAsCompletionStage()))
                .onFailure(CompletionException.class)
                .transform(Throwable::getCause);
    }

    private Uni<Void> requirePublished(String view, String name) {
        return store.activeVersion(view).map(active -> {
            if (!active.equals(Optional.of(name))) {
                throw new VersionGoneException(view, name);
            }
            return null;
        });
    }

    private Uni<ViewVersion> vanished(String view, String name) {
        return requirePublished(view, name).map(published -> {
            throw new IllegalStateException("Cannot read view " + view + ": active_views names version " + name
                    + ", and view_versions has no row of it; publish a new version with the job's --recompute-all");
        });
    }
}
