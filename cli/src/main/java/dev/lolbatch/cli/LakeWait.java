package dev.lolbatch.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Waits until the lake has every message of the topic. */
final class LakeWait {
    private static final Duration STANDSTILL = Duration.ofMinutes(2);
    private static final long POLL_MILLIS = 250;

    private final LongSupplier lag;
    private final Runnable health;
    private final Progress progress;
    private final Path log;

    /**
     * @param lag messages that the lake has not
     * @param health fails when waiting is in vain
     * @param log where ingest says what keeps it
     */
    LakeWait(LongSupplier lag, Runnable health, Progress progress, Path log) {
        this.lag = lag;
        this.health = health;
        this.progress = progress;
        this.log = log;
    }

    /** @throws CommandException when the lake takes no message for two minutes */
    void await() {
        long first = lag.getAsLong();
        long last = first;
        long movedAt = System.nanoTime();
        if (first > 0) {
            progress.tell("the lake waits for " + first + " messages");
        }
        for (long left = first; left > 0; left = lag.getAsLong()) {
            if (left != last) {
                last = left;
                movedAt = System.nanoTime();
            }
            progress.tell(Step.of("ingesting", Math.max(0, first - left), first, "messages"));
            if (System.nanoTime() - movedAt > STANDSTILL.toNanos()) {
                throw CommandException.failed(
                        "Cannot get the matches into the lake: %d messages are left, and for %d s none was taken; see %s"
                                .formatted(left, STANDSTILL.toSeconds(), log));
            }
            health.run();
            pause();
        }
        progress.tell("the lake has them all");
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandException.failed("Cannot wait for the lake: interrupted", e);
        }
    }
}
