package dev.lolbatch.job;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/**
 * The part of a cube that lies in one partition of {@code view_cube}: one patch, or the sum over all of them. Keys without
 * games are not there, so that equal contents are equal.
 *
 * @param cells sums by queue, position and champion
 * @param matches distinct matches by queue
 */
record CubePart(Map<CubeKey, Sums> cells, Map<Integer, Long> matches) implements Serializable {
    static final CubePart EMPTY = new CubePart(Map.of(), Map.of());

    CubePart {
        cells = Map.copyOf(cells);
        matches = Map.copyOf(matches);
    }

    CubePart plus(CubePart other) {
        if (isEmpty() || other.isEmpty()) {
            return isEmpty() ? other : this;
        }
        Map<CubeKey, Sums> sums = new HashMap<>(cells);
        other.cells.forEach((key, value) -> sums.merge(key, value, Sums::plus));
        Map<Integer, Long> counts = new HashMap<>(matches);
        other.matches.forEach((queue, count) -> counts.merge(queue, count, Math::addExact));
        return new CubePart(sums, counts);
    }

    /** @throws ViewsDisagreeException when the other is no part of this */
    CubePart minus(CubePart other) {
        if (other.isEmpty()) {
            return this;
        }
        Map<CubeKey, Sums> sums = new HashMap<>(cells);
        other.cells.forEach(
                (key, value) -> sums.merge(key, Sums.NONE.minus(value), (mine, minus) -> rest(key, mine.plus(minus))));
        Map<Integer, Long> counts = new HashMap<>(matches);
        other.matches.forEach((queue, count) -> counts.merge(queue, -count, (mine, minus) -> rest(mine + minus)));
        CubePart rest = new CubePart(sums, counts);
        rest.requireNothingBelowZero();
        return rest;
    }

    boolean isEmpty() {
        return cells.isEmpty() && matches.isEmpty();
    }

    /** What is read back to check that all of it was written. */
    PartTotals totals() {
        return new PartTotals(cells.size(), games(), matchCount());
    }

    /** Participants. */
    long games() {
        return cells.values().stream().mapToLong(Sums::games).sum();
    }

    /** Matches of all queues. */
    long matchCount() {
        return matches.values().stream().mapToLong(Long::longValue).sum();
    }

    // Null takes a key out of the map.
    private static Sums rest(CubeKey key, Sums rest) {
        if (rest.games() == 0 && !rest.equals(Sums.NONE)) {
            throw new ViewsDisagreeException(key + " has no games left, but " + rest);
        }
        return rest.games() == 0 ? null : rest;
    }

    private static Long rest(long rest) {
        return rest == 0 ? null : rest;
    }

    private void requireNothingBelowZero() {
        cells.forEach((key, sums) -> {
            if (sums.games() < 0) {
                throw new ViewsDisagreeException(key + " would have " + sums.games() + " games");
            }
        });
        matches.forEach((queue, count) -> {
            if (count < 0) {
                throw new ViewsDisagreeException("queue " + queue + " would have " + count + " matches");
            }
        });
    }
}
