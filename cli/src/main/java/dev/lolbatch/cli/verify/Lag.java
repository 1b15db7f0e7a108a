package dev.lolbatch.cli.verify;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Records of a topic that are still to come.
 *
 * @param waiting how many by partition; one that has none is absent
 * @param next offset of the first of them by partition
 */
record Lag(SortedMap<Integer, Long> waiting, SortedMap<Integer, Long> next) {
    Lag {
        waiting = Collections.unmodifiableSortedMap(new TreeMap<>(waiting));
        next = Collections.unmodifiableSortedMap(new TreeMap<>(next));
    }

    /**
     * Records from an offset of each partition to its end.
     *
     * @param offsets by partition; one that is absent begins at its first record
     */
    static Lag between(
            SortedMap<Integer, Long> offsets, SortedMap<Integer, Long> beginnings, SortedMap<Integer, Long> ends) {
        SortedMap<Integer, Long> waiting = new TreeMap<>();
        SortedMap<Integer, Long> next = new TreeMap<>();
        ends.forEach((partition, end) -> {
            long offset = offsets.getOrDefault(partition, beginnings.get(partition));
            if (offset < end) {
                waiting.put(partition, end - offset);
                next.put(partition, offset);
            }
        });
        return new Lag(waiting, next);
    }

    long total() {
        return waiting.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * What of it nobody has taken any record from.
     *
     * @param later offsets by partition
     */
    Lag untouched(SortedMap<Integer, Long> later) {
        SortedMap<Integer, Long> still = new TreeMap<>(waiting);
        still.keySet().removeIf(partition -> later.getOrDefault(partition, 0L) > next.get(partition));
        SortedMap<Integer, Long> same = new TreeMap<>(next);
        same.keySet().retainAll(still.keySet());
        return new Lag(still, same);
    }
}
