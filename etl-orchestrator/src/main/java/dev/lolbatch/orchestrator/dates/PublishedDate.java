package dev.lolbatch.orchestrator.dates;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * The view that is published of a date.
 *
 * @param jobId the job that made it
 * @param rowsRead how many rows the lake had of the date then; empty when that was not recorded
 */
public record PublishedDate(String jobId, Instant publishedAt, OptionalLong rowsRead) {}
