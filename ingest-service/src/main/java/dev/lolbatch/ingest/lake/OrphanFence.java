package dev.lolbatch.ingest.lake;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.exceptions.CommitFailedException;

/**
 * The time before which orphans are removed, as a property of the table. It only grows, and is raised before anything is
 * deleted:
 *
 * <pre>
 *   batch:        write files ······················· commit, if the files are younger than the table's fence
 *   maintenance:             raise fence ── read references ── delete older files that none refers to
 * </pre>
 *
 * A commit is a compare-and-set on the version of the table that it was built on. Built on a version before the fence was
 * raised, it loses, and is built again on one that has the fence, where it refuses files that are older. So no commit can
 * land that refers to a file which the removal may have deleted, however long its writer was paused, and whatever their
 * clocks say: the fence and the files' ages come from the clock of the file system.
 */
final class OrphanFence {
    /** Key of the table property: milliseconds since the epoch. */
    static final String PROPERTY = "ingest.orphans-removed-before";

    private static final int RACES = 20;

    private OrphanFence() {}

    /** The fence of a version of the table; the epoch when nothing was ever removed. */
    static Instant of(Map<String, String> tableProperties) {
        return Instant.ofEpochMilli(Long.parseLong(tableProperties.getOrDefault(PROPERTY, "0")));
    }

    /** Whether a file may still be there, and stays once it is referred to. */
    static boolean isPassedBy(Instant modified, Map<String, String> tableProperties) {
        return modified.isAfter(of(tableProperties));
    }

    /**
     * Raises the fence, unless another instance raised it as far.
     *
     * @return whether this call did it
     * @throws CommitFailedException when too many other commits came first
     */
    static boolean raise(TableOperations operations, Instant to) {
        for (int race = 1; ; race++) {
            TableMetadata base = operations.refresh();
            if (!of(base.properties()).isBefore(to)) {
                return false;
            }
            Map<String, String> properties = new HashMap<>(base.properties());
            properties.put(PROPERTY, Long.toString(to.toEpochMilli()));
            try {
                // Not an UpdateProperties, which on a lost race would write its value over a higher one.
                operations.commit(base, base.replaceProperties(properties));
                return true;
            } catch (CommitFailedException e) {
                if (race == RACES) {
                    throw e;
                }
            }
        }
    }
}
