package dev.lolbatch.ingest.lake;

import dev.lolbatch.lake.LakeSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;
import org.jboss.logging.Logger;

/** Deletes data files that their writer will not commit, or could not. */
final class UncommittedFiles {
    private static final Logger LOG = Logger.getLogger(UncommittedFiles.class);

    private UncommittedFiles() {}

    /**
     * Of a commit that was tried: asks the table once more, file by file, because whatever it failed of, a file that a living
     * snapshot refers to is never deleted.
     *
     * @param table loaded after the commit had failed for certain
     */
    static void deleteUnreferenced(Table table, List<String> locations, Collection<LocalDate> dates) {
        Set<String> unreferenced =
                locations.stream().map(References::name).collect(Collectors.toCollection(HashSet::new));
        Object[] partitions = dates.stream().map(LocalDate::toString).toArray();
        try {
            new References(table).removeDataFiles(unreferenced, Expressions.in(LakeSchema.MATCH_DATE, partitions));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the lake's files of " + dates, e);
        }
        delete(
                table,
                locations.stream()
                        .filter(location -> unreferenced.contains(References.name(location)))
                        .toList());
    }

    /** Of a commit that was not tried. */
    static void delete(Table table, Collection<String> locations) {
        for (String location : locations) {
            try {
                table.io().deleteFile(location);
            } catch (RuntimeException e) {
                // An orphan that no reader sees; maintenance removes it by its age.
                LOG.warnf(e, "Cannot delete uncommitted file path=%s; it is left for orphan removal", location);
            }
        }
    }
}
