package dev.lolbatch.ingest.batch;

/**
 * Where a record stands in the topic, which also says when it came.
 *
 * @param timestampMillis the record's own timestamp, milliseconds since the epoch
 */
public record RecordPosition(int partition, long offset, long timestampMillis) {}
