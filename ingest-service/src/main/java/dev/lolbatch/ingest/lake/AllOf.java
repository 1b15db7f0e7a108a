package dev.lolbatch.ingest.lake;

import java.util.List;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotAncestryValidator;

/** Several conditions of a commit as one. */
record AllOf(List<SnapshotAncestryValidator> conditions) implements SnapshotAncestryValidator {
    @Override
    public boolean validate(Iterable<Snapshot> ancestors) {
        return conditions.stream().allMatch(condition -> condition.validate(ancestors));
    }

    @Override
    public String errorMessage() {
        return String.join(
                "; ",
                conditions.stream().map(SnapshotAncestryValidator::errorMessage).toList());
    }
}
