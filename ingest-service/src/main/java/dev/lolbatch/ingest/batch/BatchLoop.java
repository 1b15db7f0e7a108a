package dev.lolbatch.ingest.batch;

import dev.lolbatch.ingest.match.MatchReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Collects records into batches and takes each batch through the commit protocol:
 *
 * <pre>
 *   collect ──full or old──► rejects acknowledged ──► files written ──► COMMIT POINT ──► group offsets (a hint)
 *      ▲                                                                │       │
 *      │                                                           committed  fenced: drop the files,
 *      └────────────────────────────────────────────────────────────────┴────── start over from the lake
 * </pre>
 *
 * Before the commit point nothing is visible, after it everything is, offsets and rows together; so a crash anywhere
 * loses and doubles nothing. Every step is repeated until it succeeds; while it fails, the caller is held, which pauses
 * consumption.
 *
 * <p>Records come on one thread and the clock's ticks on another; a lock makes them one.
 */
public final class BatchLoop {
    private static final Logger LOG = Logger.getLogger(BatchLoop.class);

    private final MatchLake lake;
    private final DeadLetters deadLetters;
    private final GroupOffsets groupOffsets;
    private final Placement placement;
    private final BatchEvents events;
    private final BatchLimits limits;
    private final RetryPolicy retry;
    private final Clock clock;
    private final OpenBatch open;
    private final ReentrantLock lock = new ReentrantLock();
    private final CountDownLatch stopping = new CountDownLatch(1);

    /** The loop was told to stop while a step was failing. */
    private static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    public BatchLoop(
            MatchReader reader,
            MatchLake lake,
            DeadLetters deadLetters,
            GroupOffsets groupOffsets,
            Placement placement,
            Assignments assignments,
            BatchEvents events,
            BatchLimits limits,
            RetryPolicy retry,
            Clock clock,
            RandomGenerator random) {
        this.lake = lake;
        this.deadLetters = deadLetters;
        this.groupOffsets = groupOffsets;
        this.placement = placement;
        this.events = events;
        this.limits = limits;
        this.retry = retry;
        this.clock = clock;
        this.open = new OpenBatch(reader, assignments, random);
    }

    /** Takes records in their order; returns when they are collected, which may take a commit or several. */
    public void accept(List<ConsumedRecord> records) {
        lock.lock();
        try {
            for (ConsumedRecord record : records) {
                // After a step was given up, taking later records would leave a gap behind them.
                if (stopping.getCount() == 0) {
                    return;
                }
                open.add(record, clock.instant());
                if (open.messages() >= limits.messages() || open.bytes() >= limits.bytes()) {
                    commitOpenBatch();
                }
            }
        } catch (StoppedException e) {
            LOG.info("Stopped while a batch was waiting to be committed; it is read again at the next start");
        } finally {
            lock.unlock();
        }
    }

    /** Commits the batch when it is old enough, also when no record comes to notice. */
    public void tick() {
        // A busy loop commits by itself; waiting for it would only queue ticks.
        if (!lock.tryLock()) {
            return;
        }
        try {
            Instant oldest = open.opened().orElse(Instant.MAX);
            if (!oldest.isAfter(clock.instant().minus(limits.age()))) {
                commitOpenBatch();
            }
        } catch (StoppedException e) {
            LOG.info("Stopped while a batch was waiting to be committed; it is read again at the next start");
        } finally {
            lock.unlock();
        }
    }

    /**
     * Commits what is collected and takes nothing more. A step that fails now is not repeated: what it held is read
     * again at the next start.
     *
     * @return whether the loop came to rest within the time
     */
    public boolean stop(Duration patience) throws InterruptedException {
        stopping.countDown();
        if (!lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            return false;
        }
        try {
            commitOpenBatch();
        } catch (StoppedException e) {
            LOG.warn("The last batch could not be committed; it is read again at the next start");
        } finally {
            lock.unlock();
        }
        return true;
    }

    private void commitOpenBatch() {
        open.dropStale();
        Batch batch = open.toBatch().orElse(null);
        if (batch == null) {
            return;
        }
        Instant begun = clock.instant();
        if (!batch.rejects().isEmpty()) {
            untilDone("send rejects of batch " + batch.id(), () -> {
                deadLetters.send(batch.rejects());
                return null;
            });
        }
        MatchLake.WrittenBatch written = untilDone("write batch " + batch.id(), () -> lake.write(batch));
        CommitOutcome outcome = untilDone("commit batch " + batch.id(), () -> lake.commit(written));
        if (outcome instanceof CommitOutcome.Committed committed) {
            open.committed();
            batch.rejects().forEach(events::rejected);
            events.committed(batch, written, Duration.between(begun, clock.instant()));
            groupOffsets.publish(nextOffsets(batch));
            LOG.infof(
                    "Committed batch batch_id=%s snapshot_id=%d matches=%d rejects=%d files=%d bytes=%d offsets=%s",
                    batch.id(),
                    committed.snapshotId(),
                    batch.matches(),
                    batch.rejects().size(),
                    written.files(),
                    written.bytes(),
                    batch.ranges());
        } else if (outcome instanceof CommitOutcome.Fenced fenced) {
            open.clear();
            events.fenced();
            LOG.warnf(
                    "Fenced: another writer moved the lake's offsets batch_id=%s offsets=%s lake_offsets=%s",
                    batch.id(), batch.ranges(), fenced.actual().next());
            untilDone("discard batch " + batch.id(), () -> {
                lake.discard(written);
                return null;
            });
            placement.restart();
        }
    }

    private static Map<Integer, Long> nextOffsets(Batch batch) {
        return batch.ranges().entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, range -> range.getValue()
                .next()));
    }

    private <T> T untilDone(String step, Callable<T> work) {
        for (int failures = 1; ; failures++) {
            try {
                T result = work.call();
                if (failures > 1) {
                    events.recovered();
                    LOG.infof("Recovered: %s after %d failures", step, failures - 1);
                }
                return result;
            } catch (Exception e) {
                Duration wait = retry.waitAfter(failures);
                LOG.warnf(e, "Cannot %s: attempt %d failed; trying again in %s", step, failures, wait);
                events.stalled(step, failures, e);
                waitOrStop(wait);
            }
        }
    }

    private void waitOrStop(Duration wait) {
        try {
            if (stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StoppedException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException();
        }
    }
}
