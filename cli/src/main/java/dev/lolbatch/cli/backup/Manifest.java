package dev.lolbatch.cli.backup;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a backup consists of.
 *
 * @param format of the files; what reads another refuses it
 * @param createdAt when it was begun
 * @param versions of what made it and of what it is of, by name
 * @param files by name; without the manifest itself
 */
record Manifest(int format, Instant createdAt, Map<String, String> versions, SortedMap<String, Content> files) {
    /** The one that this version writes and reads. */
    static final int FORMAT = 1;

    Manifest {
        versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /**
     * Of a file.
     *
     * @param sha256 in hex
     */
    record Content(String sha256, long bytes) {}
}
