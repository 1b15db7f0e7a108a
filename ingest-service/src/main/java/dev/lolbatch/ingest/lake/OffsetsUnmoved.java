package dev.lolbatch.ingest.lake;

import dev.lolbatch.ingest.batch.OffsetRange;
import dev.lolbatch.lake.LakeOffsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotAncestryValidator;

/**
 * The condition of every commit: each partition's offset in the table is where the batch began. A partition that the
 * table does not know yet is anybody's; the first commit settles whose.
 */
final class OffsetsUnmoved implements SnapshotAncestryValidator {
    private final String topic;
    private final SortedMap<Integer, OffsetRange> ranges;
    private final Supplier<Map<String, String>> tableProperties;

    /** @param tableProperties of the version that the commit is being applied to, asked anew at every attempt */
    OffsetsUnmoved(
            String topic, SortedMap<Integer, OffsetRange> ranges, Supplier<Map<String, String>> tableProperties) {
        this.topic = topic;
        this.ranges = ranges;
        this.tableProperties = tableProperties;
    }

    @Override
    public boolean validate(Iterable<Snapshot> ancestors) {
        return holds(ranges, LakeOffsets.of(topic, tableProperties.get()));
    }

    @Override
    public String errorMessage() {
        return "expected offsets " + ranges + " of topic " + topic + ", found "
                + LakeOffsets.of(topic, tableProperties.get()).next();
    }

    static boolean holds(SortedMap<Integer, OffsetRange> ranges, LakeOffsets actual) {
        return ranges.entrySet().stream()
                .allMatch(range ->
                        actual.of(range.getKey()).orElse(range.getValue().start())
                                == range.getValue().start());
    }
}
