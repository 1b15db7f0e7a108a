package dev.lolbatch.job;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts and sums by patch, queue, position and champion, which add up exactly and in any order.
 *
 * @param parts by patch, {@link #NO_PATCH} where the form has none; empty parts are not there
 */
record Cube(Map<String, CubePart> parts) implements Serializable {
    static final Cube EMPTY = new Cube(Map.of());

    static final String NO_PATCH = "NONE";

    private static final int PATCH = ParticipantColumns.index("patch");
    private static final int QUEUE = ParticipantColumns.index("queue_id");
    private static final int POSITION = ParticipantColumns.index("position");
    private static final int CHAMPION = ParticipantColumns.index("champion_name");

    Cube {
        Map<String, CubePart> kept = new HashMap<>(parts);
        kept.values().removeIf(CubePart::isEmpty);
        parts = Map.copyOf(kept);
    }

    CubePart part(String patch) {
        return parts.getOrDefault(patch, CubePart.EMPTY);
    }

    /** The sum over the patches. */
    CubePart total() {
        return parts.values().stream().reduce(CubePart.EMPTY, CubePart::plus);
    }

    Cube plus(Cube other) {
        Map<String, CubePart> sum = new HashMap<>(parts);
        other.parts.forEach((patch, part) -> sum.merge(patch, part, CubePart::plus));
        return new Cube(sum);
    }

    /** Participants. */
    long games() {
        return parts.values().stream().mapToLong(CubePart::games).sum();
    }

    /** Distinct matches. */
    long matchCount() {
        return parts.values().stream().mapToLong(CubePart::matchCount).sum();
    }

    /** Adds up matches one by one; not for several threads. */
    static final class Builder {
        private final Map<String, Map<CubeKey, Sums>> cells = new HashMap<>();
        private final Map<String, Map<Integer, Long>> matches = new HashMap<>();

        /** Adds the participants of one match; none is no match. */
        void add(List<Participant> participants) {
            if (participants.isEmpty()) {
                return;
            }
            for (Participant participant : participants) {
                cells.computeIfAbsent(patch(participant), patch -> new HashMap<>())
                        .merge(key(participant), Sums.of(participant), Sums::plus);
            }
            // One record of a match has one patch and one queue.
            Participant first = participants.get(0);
            matches.computeIfAbsent(patch(first), patch -> new HashMap<>()).merge(queue(first), 1L, Math::addExact);
        }

        Cube build() {
            Map<String, CubePart> parts = new HashMap<>();
            cells.forEach((patch, sums) -> parts.put(patch, new CubePart(sums, matches.getOrDefault(patch, Map.of()))));
            return new Cube(parts);
        }

        private static String patch(Participant participant) {
            return participant.value(PATCH) == null ? NO_PATCH : participant.text(PATCH);
        }

        private static int queue(Participant participant) {
            return participant.value(QUEUE) == null ? CubeKey.UNKNOWN_QUEUE : participant.whole(QUEUE);
        }

        private static CubeKey key(Participant participant) {
            return new CubeKey(queue(participant), participant.text(POSITION), participant.text(CHAMPION));
        }
    }
}
