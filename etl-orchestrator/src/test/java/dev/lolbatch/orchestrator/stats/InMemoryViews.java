package dev.lolbatch.orchestrator.stats;

import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The view "all" as a job publishes it, and lets go of it, also while it is being read. */
final class InMemoryViews implements ViewStore {
    static final Instant PUBLISHED_AT = Instant.parse("2026-01-14T00:10:00Z");

    private final Map<String, ViewVersion> versions = new HashMap<>();
    private final Map<String, List<CubeRow>> cubes = new HashMap<>();
    private final Deque<Runnable> beforeVersions = new ArrayDeque<>();
    private final Deque<Runnable> beforeCubes = new ArrayDeque<>();
    private Optional<String> active = Optional.empty();
    private int cubesRead;

    /** A champion's row of scale-2 sums, all equal. */
    static CubeRow row(String champion, String position, long games) {
        BigDecimal sum = BigDecimal.valueOf(games).setScale(2);
        return new CubeRow(champion, position, new CubeSums(games, 0, 0, 0, 0, sum, sum, sum));
    }

    InMemoryViews publish(String name, CubeRow... rows) {
        cubes.put(name, List.of(rows));
        return publishRowsOf(name, name);
    }

    /** A version that took the rows of an earlier one over. */
    InMemoryViews publishRowsOf(String earlier, String name) {
        return publish(new ViewVersion(name, 7, PUBLISHED_AT, Map.of("*", earlier)));
    }

    InMemoryViews publish(ViewVersion version) {
        versions.put(version.name(), version);
        active = Optional.of(version.name());
        return this;
    }

    InMemoryViews expire(String name) {
        cubes.remove(name);
        versions.remove(name);
        return this;
    }

    /** What happens between the reading of the pointer and of the version, once. */
    InMemoryViews beforeVersion(Runnable event) {
        beforeVersions.add(event);
        return this;
    }

    /** What happens between the reading of the version and of its rows, once. */
    InMemoryViews beforeCube(Runnable event) {
        beforeCubes.add(event);
        return this;
    }

    int cubesRead() {
        return cubesRead;
    }

    @Override
    public Uni<Optional<String>> activeVersion(String view) {
        return Uni.createFrom().item(() -> ofAll(view, active));
    }

    @Override
    public Uni<Optional<ViewVersion>> version(String view, String name) {
        return Uni.createFrom().item(() -> {
            happen(beforeVersions);
            return ofAll(view, Optional.ofNullable(versions.get(name)));
        });
    }

    @Override
    public Uni<List<CubeRow>> cube(String view, String name, String part) {
        return Uni.createFrom().item(() -> {
            happen(beforeCubes);
            cubesRead++;
            return part.equals("*")
                    ? ofAll(view, Optional.ofNullable(cubes.get(name))).orElse(List.of())
                    : List.of();
        });
    }

    private static void happen(Deque<Runnable> events) {
        if (!events.isEmpty()) {
            events.remove().run();
        }
    }

    private static <T> Optional<T> ofAll(String view, Optional<T> value) {
        return view.equals("all") ? value : Optional.empty();
    }
}
