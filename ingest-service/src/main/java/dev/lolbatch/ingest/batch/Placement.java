package dev.lolbatch.ingest.batch;

/** Puts the consumer where the lake says. */
public interface Placement {
    /** Begins new assignments of all owned partitions at the lake's offsets; returns before it is done. */
    void restart();
}
