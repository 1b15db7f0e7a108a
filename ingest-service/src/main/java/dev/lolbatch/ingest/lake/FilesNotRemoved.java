package dev.lolbatch.ingest.lake;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotAncestryValidator;
import org.apache.iceberg.hadoop.HadoopInputFile;

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

    /** When the first of some files was closed, by the file system's clock; empty without files. */
    static Optional<Instant> oldest(Collection<String> locations, Configuration hadoop) {
        return locations.stream().map(location -> modified(location, hadoop)).min(Comparator.naturalOrder());
    }

    static Instant modified(String location, Configuration hadoop) {
        return Instant.ofEpochMilli(
                HadoopInputFile.fromLocation(location, hadoop).getStat().getModificationTime());
    }
}
