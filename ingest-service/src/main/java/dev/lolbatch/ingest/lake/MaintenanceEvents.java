package dev.lolbatch.ingest.lake;

/** What maintenance did, for metrics; called on its thread. */
public interface MaintenanceEvents {
    /** Snapshots are off the table. */
    void expired(int snapshots);

    /**
     * Orphans are deleted.
     *
     * @param bytes of all of them
     */
    void removed(long files, long bytes);

    /** A run came to its end, whether there was anything to do or not. */
    void maintained();
}
