package dev.lolbatch.ingest.upkeep;

/** How a compaction goes, and whether it is still wanted; called on its thread. */
public interface CompactionProgress {
    /** It begins, with so many dates before it. */
    void began(int dates);

    void ended(CompactedDate date);

    /**
     * Asked before each file and before the commit. Once it is false it stays so, and the compaction ends there; what the date
     * at hand has written is deleted.
     */
    boolean goOn();
}
