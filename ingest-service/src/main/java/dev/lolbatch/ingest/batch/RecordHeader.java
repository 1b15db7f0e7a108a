package dev.lolbatch.ingest.batch;

/**
 * A header that a producer gave its record.
 *
 * @param value null when the header has none
 */
@SuppressWarnings("ArrayRecordComponent") // The bytes as Kafka gave them: passed on, never compared.
public record RecordHeader(String name, byte[] value) {}
