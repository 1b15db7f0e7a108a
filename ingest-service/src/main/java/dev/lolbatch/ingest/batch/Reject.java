package dev.lolbatch.ingest.batch;

import dev.lolbatch.ingest.match.RejectReason;
import java.util.List;

/**
 * A record on its way to the dead letter topic.
 *
 * @param key the record's, untouched; null when it has none
 * @param value the record's, untouched; null for a tombstone
 * @param headers the record's, untouched
 * @param cause one sentence for people
 */
@SuppressWarnings("ArrayRecordComponent") // The bytes as Kafka gave them: passed on, never compared.
public record Reject(
        RecordPosition position,
        byte[] key,
        Payload value,
        List<RecordHeader> headers,
        RejectReason reason,
        String cause) {}
