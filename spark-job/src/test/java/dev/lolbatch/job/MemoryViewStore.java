package dev.lolbatch.job;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Views in memory. Can die before or after any of its writes, and let another run publish between any two calls. */
final class MemoryViewStore implements ViewStore {
    private final Map<String, String> pointers = new HashMap<>();
    private final Map<String, ViewVersion> versions = new LinkedHashMap<>();
    private final Map<PartRef, CubePart> parts = new HashMap<>();
    private long token;
    private int steps;
    private int dieAt = -1;
    private boolean keepsParts = true;
    private Optional<Runnable> beforeMove = Optional.empty();

    /** What a crash throws. */
    static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Every write has two steps: dying before it, and dying after it. The count starts anew. */
    void dieAtStep(int step) {
        steps = 0;
        dieAt = step;
    }

    /** Steps since the last call of {@link #dieAtStep}. */
    int steps() {
        return steps;
    }

    /** Happens once, just before the next move of pointers. */
    void beforeNextMove(Runnable action) {
        beforeMove = Optional.of(action);
    }

    /** From now on what is written does not arrive. */
    void losesParts() {
        keepsParts = false;
    }

    /** Takes rows away behind everyone's back. */
    void lose(PartRef ref) {
        parts.remove(ref);
    }

    /** All rows of cubes. */
    Set<PartRef> parts() {
        return Set.copyOf(parts.keySet());
    }

    @Override
    public Map<String, String> pointers(Set<String> views) {
        Map<String, String> found = new HashMap<>(pointers);
        found.keySet().retainAll(views);
        return found;
    }

    @Override
    public Map<String, String> allPointers() {
        return Map.copyOf(pointers);
    }

    @Override
    public Optional<ViewVersion> version(String view, String runId) {
        return Optional.ofNullable(versions.get(view + " " + runId));
    }

    @Override
    public List<ViewVersion> versions(String view) {
        return versions.values().stream()
                .filter(version -> version.view().equals(view))
                .toList();
    }

    @Override
    public long nextToken() {
        return ++token;
    }

    @Override
    public void begin(ViewVersion version) {
        write(() -> {
            version(version.view(), version.runId())
                    .ifPresent(leftover -> parts.keySet().removeAll(leftover.ownParts()));
            versions.put(version.view() + " " + version.runId(), version);
        });
    }

    @Override
    public void write(PartRef ref, CubePart part, long token) {
        write(() -> {
            if (keepsParts) {
                parts.put(ref, part);
            }
        });
    }

    @Override
    public CubePart read(PartRef ref) {
        return parts.getOrDefault(ref, CubePart.EMPTY);
    }

    @Override
    public PartTotals totals(PartRef ref) {
        return read(ref).totals();
    }

    @Override
    public void finish(ViewVersion version, Instant publishedAt) {
        write(() -> versions.put(
                version.view() + " " + version.runId(),
                new ViewVersion(
                        version.view(),
                        version.runId(),
                        version.parts(),
                        version.previousRunId(),
                        version.lineage(),
                        version.matches(),
                        version.participants(),
                        version.token(),
                        Optional.of(publishedAt))));
    }

    @Override
    public boolean move(List<PointerMove> moves) {
        Optional<Runnable> action = beforeMove;
        beforeMove = Optional.empty();
        action.ifPresent(Runnable::run);
        boolean isExpected = moves.stream()
                .allMatch(move -> Optional.ofNullable(pointers.get(move.view())).equals(move.expected()));
        if (isExpected) {
            write(() -> moves.forEach(move -> pointers.put(move.view(), move.next())));
        }
        return isExpected;
    }

    @Override
    public void delete(PartRef ref, long token) {
        write(() -> parts.remove(ref));
    }

    @Override
    public void delete(ViewVersion version, long token) {
        write(() -> versions.remove(version.view() + " " + version.runId()));
    }

    private void write(Runnable change) {
        dieIfDue();
        change.run();
        dieIfDue();
    }

    private void dieIfDue() {
        if (steps++ == dieAt) {
            throw new Crash();
        }
    }
}
