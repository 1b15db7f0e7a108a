package dev.lolbatch.ingest.batch;

import java.time.Duration;
import java.util.Optional;

/**
 * The step that a batch waits for now.
 *
 * @param name of the step, for people
 * @param total since its first attempt began
 * @param attempt since the present attempt began; zero in the wait between two
 * @param failures attempts that failed, all in a row
 * @param lastFailure reason of the last of them
 */
public record StepProgress(String name, Duration total, Duration attempt, int failures, Optional<String> lastFailure) {}
