package dev.lolbatch.ingest.kafka;

import java.util.OptionalLong;

/**
 * Where a partition is to be read from, or why it must not be read at all.
 *
 * <p>The lake's offset is the truth. It may be ahead of the group's (the group's is a hint that comes later), never
 * behind it: behind means that the lake lost commits, and reading on would double or skip matches.
 *
 * @param lake the lake's next offset; empty when it never committed one
 * @param group the consumer group's offset in Kafka; empty when there is none
 * @param beginning first offset that the broker still holds
 * @param end offset after the last record
 */
record StartingOffsets(String topic, int partition, OptionalLong lake, OptionalLong group, long beginning, long end) {
    /** What to do with a group offset that the lake knows nothing of. */
    enum UnknownGroupOffset {
        /** The lake may have lost its history: stop. */
        STOP,
        /** The operator says that an earlier consumer processed these records: begin there. */
        ADOPT
    }

    /**
     * The offset to begin at.
     *
     * @throws IngestStoppedException when beginning anywhere would lose or double records
     */
    long decide(UnknownGroupOffset unknownGroupOffset) {
        if (lake.isEmpty()) {
            return withoutLakeOffset(unknownGroupOffset);
        }
        long next = lake.getAsLong();
        if (group.isPresent() && group.getAsLong() > next) {
            throw stop("the lake stands at offset " + next + ", behind the consumer group's " + group.getAsLong()
                    + ": the lake lost commits (a restored backup, a rolled-back catalog)"
                    + "; bring the lost commits back, or reset the group's offset to " + next
                    + " to ingest those records again");
        }
        if (next < beginning) {
            throw stop("the lake wants offset " + next + ", but the broker's retention has passed it and begins at "
                    + beginning + ": " + (beginning - next) + " records were never ingested"
                    + "; restore them to the topic, or accept the loss by setting table property"
                    + " ingest.offset." + topic + "." + partition + " to " + beginning);
        }
        if (next > end) {
            throw stop("the lake wants offset " + next + ", but the topic ends at " + end
                    + ": the topic was truncated or created anew; restore it, or ingest under another topic name");
        }
        return next;
    }

    private long withoutLakeOffset(UnknownGroupOffset unknownGroupOffset) {
        if (group.isEmpty()) {
            return beginning;
        }
        if (unknownGroupOffset == UnknownGroupOffset.ADOPT) {
            return group.getAsLong();
        }
        throw stop("the lake has no offset, but the consumer group stands at " + group.getAsLong()
                + ": the lake lost its history, or another consumer used this group"
                + "; set ingest.adopt-group-offsets=true to begin there, or delete the group's offsets to begin at the"
                + " earliest record");
    }

    private IngestStoppedException stop(String reason) {
        return new IngestStoppedException("Cannot read topic " + topic + " partition " + partition + ": " + reason);
    }
}
