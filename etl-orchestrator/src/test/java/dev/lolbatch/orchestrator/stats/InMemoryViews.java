package dev.lolbatch.orchestrator.stats;

import dev.lolbatch.orchestrator.problem.ErrorCode;
import dev.lolbatch.orchestrator.problem.OrchestratorException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Views as a job publishes them, and lets go of them, also while they are read. */
final class InMemoryViews implements ViewStore {
    static final Instant PUBLISHED_AT = Instant.parse("2026-01-14T00:10:00Z");

    private final Map<String, String> pointers = new HashMap<>();
    private final Map<String, ViewVersion> versions = new HashMap<>();
    private final Map<String, CubePart> parts = new HashMap<>();
    private final Deque<Runnable> beforeVersions = new ArrayDeque<>();
    private final Deque<Runnable> beforeParts = new ArrayDeque<>();
    private boolean away;
    private int partsRead;
    private int pointersRead;

    /** Publishes a version with these parts. */
    InMemoryViews publish(String view, String version, Map<String, CubePart> content) {
        Map<String, String> places = new HashMap<>();
        content.forEach((part, rows) -> {
            parts.put(key(view, version, part), rows);
            places.put(part, version);
        });
        return publish(view, new ViewVersion(version, 7, PUBLISHED_AT, places));
    }

    InMemoryViews publish(String view, ViewVersion version) {
        versions.put(key(view, version.name(), ""), version);
        pointers.put(view, version.name());
        return this;
    }

    /** As the job lets go of an old version. */
    InMemoryViews expire(String view, String version) {
        parts.keySet().removeIf(key -> key.startsWith(key(view, version, "")));
        versions.remove(key(view, version, ""));
        return this;
    }

    /** What happens between the reading of the pointers and of the next version, once. */
    InMemoryViews beforeVersion(Runnable event) {
        beforeVersions.add(event);
        return this;
    }

    /** What happens before the next part is read, once. */
    InMemoryViews beforePart(Runnable event) {
        beforeParts.add(event);
        return this;
    }

    void goAway() {
        away = true;
    }

    void comeBack() {
        away = false;
    }

    int partsRead() {
        return partsRead;
    }

    int pointersRead() {
        return pointersRead;
    }

    PublishedViews published() {
        return PublishedViews.of(pointers);
    }

    @Override
    public Uni<Map<String, String>> pointers() {
        return Uni.createFrom().item(() -> {
            pointersRead++;
            if (away) {
                throw OrchestratorException.temporary(
                        ErrorCode.STORE_UNAVAILABLE,
                        Duration.ofSeconds(1),
                        "Cannot reach the store: a test took it away",
                        null);
            }
            return Map.copyOf(pointers);
        });
    }

    @Override
    public Uni<Optional<String>> activeVersion(String view) {
        return Uni.createFrom().item(() -> Optional.ofNullable(pointers.get(view)));
    }

    @Override
    public Uni<Optional<ViewVersion>> version(String view, String name) {
        return Uni.createFrom().item(() -> {
            happen(beforeVersions);
            return Optional.ofNullable(versions.get(key(view, name, "")));
        });
    }

    @Override
    public Uni<CubePart> part(String view, String version, String part) {
        return Uni.createFrom().item(() -> {
            happen(beforeParts);
            partsRead++;
            return parts.getOrDefault(key(view, version, part), CubePart.EMPTY);
        });
    }

    private static String key(String view, String version, String part) {
        return view + "/" + version + "/" + part;
    }

    private static void happen(Deque<Runnable> events) {
        if (!events.isEmpty()) {
            events.remove().run();
        }
    }
}
