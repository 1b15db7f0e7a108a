package dev.lolbatch.ingest.batch;

/**
 * One stretch of owning a partition, from a seek to the next seek or revocation.
 *
 * @param number unique in this process
 * @param startOffset where the partition was sought to: the lake's next offset
 */
public record Assignment(long number, long startOffset) {}
