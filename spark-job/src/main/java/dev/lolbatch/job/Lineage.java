package dev.lolbatch.job;

import java.util.Map;
import java.util.Optional;

/**
 * What a view was computed from.
 *
 * @param rowsRead of the lake; empty for {@code all}, which is the sum of its dates' views
 * @param rowsRemoved of them, by cleaning rule
 * @param offsets of them, by {@code topic/partition}
 * @param complete whether the date was complete in the snapshot; empty where that was not judged, as for {@code all}
 */
record Lineage(
        long snapshotId,
        String codeVersion,
        Optional<Long> rowsRead,
        Map<String, Long> rowsRemoved,
        Map<String, OffsetRange> offsets,
        Optional<Boolean> complete) {
    Lineage {
        rowsRemoved = Map.copyOf(rowsRemoved);
        offsets = Map.copyOf(offsets);
    }

    /** That of {@code all}, when a run has put a date into it. */
    Lineage ofAll() {
        return new Lineage(snapshotId, codeVersion, Optional.empty(), Map.of(), Map.of(), Optional.empty());
    }
}
