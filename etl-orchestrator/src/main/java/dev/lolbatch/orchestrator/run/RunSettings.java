package dev.lolbatch.orchestrator.run;

import java.time.Duration;

/**
 * Limits of running.
 *
 * @param maxConcurrent how many jobs run at once, of all replicas together, at least 1
 * @param queueCapacity how many runs may wait, at least 1
 * @param pollInterval how often a running job's record is looked at
 * @param stopGrace how long a job that is told to stop has before it is killed
 * @param lease how long a replica may be silent before others take its runs over; longer than its longest pause
 * @param jobSilence how long a job on another machine may be silent before it is given up; longer than its start takes
 */
public record RunSettings(
        int maxConcurrent,
        int queueCapacity,
        Duration pollInterval,
        Duration stopGrace,
        Duration lease,
        Duration jobSilence,
        RetryPolicy retries) {
    public RunSettings {
        atLeastOne("etl.runs.max-concurrent", maxConcurrent, "no run would ever start");
        atLeastOne("etl.runs.queue-capacity", queueCapacity, "every run would be refused");
        positive("etl.runs.poll-interval", pollInterval);
        positive("etl.runs.stop-grace", stopGrace);
        positive("etl.runs.lease", lease);
        positive("etl.runs.job-silence", jobSilence);
    }

    private static void atLeastOne(String key, int value, String consequence) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "Cannot use " + key + "=" + value + ": " + consequence + "; set it to 1 or more");
        }
    }

    private static void positive(String key, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(
                    "Cannot use " + key + "=" + value + ": it is no time at all; set it to 100ms or more");
        }
    }
}
