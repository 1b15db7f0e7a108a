package dev.lolbatch.job;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the rows that were read.
 *
 * @param read rows of a date in the lake
 * @param removed rows that do not count, by reason; reasons without a row are left out
 */
record ReadCounts(long read, Map<String, Long> removed) implements Serializable {
    static final ReadCounts NONE = new ReadCounts(0, Map.of());

    ReadCounts {
        removed = Map.copyOf(removed);
    }

    ReadCounts plus(ReadCounts other) {
        Map<String, Long> sum = new TreeMap<>(removed);
        other.removed.forEach((reason, rows) -> sum.merge(reason, rows, Long::sum));
        return new ReadCounts(read + other.read, sum);
    }
}
