package dev.lolbatch.ingest.lake;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.ManifestContent;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.expressions.ManifestEvaluator;
import org.apache.iceberg.io.CloseableIterable;

/**
 * What the living snapshots of one version of the table refer to, by file name.
 *
 * <p>Names, not paths: each holds a random part, and a scheme, an authority or a mount that is written in another way
 * cannot make a living file look like an orphan.
 */
final class References {
    private final Table table;
    private final Map<String, ManifestFile> manifests = new HashMap<>();

    References(Table table) {
        this.table = table;
        for (Snapshot snapshot : table.snapshots()) {
            for (ManifestFile manifest : snapshot.allManifests(table.io())) {
                manifests.putIfAbsent(manifest.path(), manifest);
            }
        }
    }

    /** Names of all metadata files: versions of the table, manifest lists, manifests. */
    Set<String> metadataFiles() {
        TableMetadata metadata = ((HasTableOperations) table).operations().current();
        Set<String> names = new HashSet<>();
        names.add(name(metadata.metadataFileLocation()));
        metadata.previousFiles().forEach(previous -> names.add(name(previous.file())));
        metadata.snapshots().forEach(snapshot -> names.add(name(snapshot.manifestListLocation())));
        manifests.keySet().forEach(manifest -> names.add(name(manifest)));
        return names;
    }

    /** Takes the names of the files of rows, or of deletes, that any living snapshot refers to out of a collection. */
    void removeDataFiles(Collection<String> names) throws IOException {
        removeDataFiles(names, Expressions.alwaysTrue());
    }

    /** The same, but reads only those manifests that can hold files of a filter's partitions. */
    void removeDataFiles(Collection<String> names, Expression rows) throws IOException {
        for (ManifestFile manifest : manifests.values()) {
            if (names.isEmpty()) {
                return;
            }
            ManifestEvaluator partitions =
                    ManifestEvaluator.forRowFilter(rows, table.specs().get(manifest.partitionSpecId()), true);
            if (partitions.eval(manifest)) {
                try (CloseableIterable<String> paths = paths(manifest)) {
                    paths.forEach(path -> names.remove(name(path)));
                }
            }
        }
    }

    private CloseableIterable<String> paths(ManifestFile manifest) {
        return manifest.content() == ManifestContent.DATA
                ? ManifestFiles.readPaths(manifest, table.io(), table.specs())
                : CloseableIterable.transform(
                        ManifestFiles.readDeleteManifest(manifest, table.io(), table.specs()), DeleteFile::location);
    }

    static String name(String location) {
        return new Path(location).getName();
    }
}
