package dev.lolbatch.ingest.batch;

import java.util.List;

/**
 * A record as it came from the topic.
 *
 * @param assignment the number of the {@link Assignment} under which it was polled
 * @param key null when the producer gave none
 * @param value null for a tombstone
 * @param headers the producer's
 */
@SuppressWarnings("ArrayRecordComponent") // The bytes as Kafka gave them: passed on, never compared.
public record ConsumedRecord(
        RecordPosition position, long assignment, byte[] key, Payload value, List<RecordHeader> headers) {}
