package dev.lolbatch.ingest.batch;

/** A record that was read: what it turned out to be, and where it came from. */
public sealed interface ReadRecord {
    RecordPosition position();

    /** The number of the assignment that it was polled under. */
    long assignment();

    /** Bytes of the record's value. */
    int bytes();

    /** The record is a match. */
    record Accepted(RecordPosition position, long assignment, int bytes, PackedMatch match) implements ReadRecord {}

    /** The record cannot be a match. */
    record Rejected(RecordPosition position, long assignment, int bytes, Reject reject) implements ReadRecord {}
}
