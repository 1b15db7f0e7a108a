package dev.lolbatch.ingest.dlq;

import java.time.Instant;
import java.util.Optional;

/**
 * A record that was rejected, as it waits in the dead letter topic.
 *
 * @param dlqPartition where it waits
 * @param dlqOffset where it waits
 * @param topic of the record that was rejected
 * @param timestamp that record's own
 * @param rejectedAt when it came to the dead letter topic
 * @param reason a name of {@link dev.lolbatch.ingest.match.RejectReason}, or of another version's
 * @param cause one sentence for people
 * @param bytes of the value; 0 for a tombstone
 * @param key as UTF-8, shortened; absent when the record has none
 * @param replayedFrom the dead letter that the rejected record had been replayed from, {@code topic/partition/offset}
 */
public record DeadLetter(
        int dlqPartition,
        long dlqOffset,
        String topic,
        int partition,
        long offset,
        Instant timestamp,
        Instant rejectedAt,
        String reason,
        String cause,
        int bytes,
        Optional<String> key,
        Optional<String> replayedFrom) {}
