package dev.lolbatch.ingest.batch;

import java.time.Duration;

/**
 * When a batch is full; whichever comes first.
 *
 * @param messages records, rejects included
 * @param bytes of their values
 * @param rejectedBytes of the values of rejects, which are held until they are acknowledged
 * @param age wall-clock time since the first record
 */
public record BatchLimits(int messages, long bytes, long rejectedBytes, Duration age) {}
