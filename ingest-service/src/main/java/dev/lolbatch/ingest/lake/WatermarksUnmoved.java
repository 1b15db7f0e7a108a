package dev.lolbatch.ingest.lake;

import dev.lolbatch.lake.LakeWatermarks;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotAncestryValidator;

/**
 * A condition of every commit: what it raised its watermarks over is still what the table has. Commits of idle partitions
 * move no offset, so that a commit which lost against one is not fenced, but would write an older watermark over a newer.
 *
 * @param partitions that the commit writes watermarks of
 * @param expected of the version that the commit was made for
 * @param tableProperties of the version that the commit is being applied to, asked anew at every attempt
 */
record WatermarksUnmoved(
        String topic, Set<Integer> partitions, LakeWatermarks expected, Supplier<Map<String, String>> tableProperties)
        implements SnapshotAncestryValidator {
    @Override
    public boolean validate(Iterable<Snapshot> ancestors) {
        LakeWatermarks actual = LakeWatermarks.of(topic, tableProperties.get());
        return expected.partitions().equals(actual.partitions())
                && partitions.stream()
                        .allMatch(partition -> expected.of(partition).equals(actual.of(partition)));
    }

    @Override
    public String errorMessage() {
        return "expected watermarks " + expected + ", found " + LakeWatermarks.of(topic, tableProperties.get());
    }
}
