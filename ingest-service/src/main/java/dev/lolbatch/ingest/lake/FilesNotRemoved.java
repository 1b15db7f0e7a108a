package dev.lolbatch.ingest.lake;

import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotAncestryValidator;

/** A condition of every commit: its files are younger than all that orphan removal may have deleted. */
record FilesNotRemoved(Instant oldest, Supplier<Map<String, String>> tableProperties)
        implements SnapshotAncestryValidator {
    @Override
    public boolean validate(Iterable<Snapshot> ancestors) {
        return OrphanFence.isPassedBy(oldest, tableProperties.get());
    }

    @Override
    public String errorMessage() {
        return "expected files younger than " + OrphanFence.of(tableProperties.get()) + ", found one of " + oldest;
    }
}
