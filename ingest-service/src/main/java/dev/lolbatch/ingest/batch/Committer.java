package dev.lolbatch.ingest.batch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Takes batches through their states on one thread of its own, in the order in which they were cut, while the next one is
 * being collected. One batch may wait; whoever brings another is held, which is the back-pressure.
 *
 * <p>A step that fails is repeated, for ever and ever more slowly: going on would lose the batch. Only a stop ends it; the
 * batch is then read again at the next start.
 */
final class Committer {
    private static final Logger LOG = Logger.getLogger(Committer.class);
    private static final long POLL_MILLIS = 100;

    private final MatchLake lake;
    private final DeadLetters deadLetters;
    private final GroupOffsets groupOffsets;
    private final Placement placement;
    private final Assignments assignments;
    private final BatchEvents events;
    private final RetryPolicy retry;
    private final Clock clock;
    private final OptionalLong maxBatches;
    private final BlockingQueue<Batch> waiting = new ArrayBlockingQueue<>(1);
    private final AtomicInteger unfinished = new AtomicInteger();
    private final AtomicReference<Batch> current = new AtomicReference<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean holding;
    private volatile Optional<Step> step = Optional.empty();
    private long committed;

    /**
     * A step that is being taken.
     *
     * @param attemptBegan empty in the wait between two attempts
     */
    private record Step(
            String name, Instant began, Optional<Instant> attemptBegan, int failures, Optional<String> lastFailure) {
        static Step begin(String name, Instant now) {
            return new Step(name, now, Optional.of(now), 0, Optional.empty());
        }

        Step failed(String reason) {
            return new Step(name, began, Optional.empty(), failures + 1, Optional.of(reason));
        }

        Step again(Instant now) {
            return new Step(name, began, Optional.of(now), failures, lastFailure);
        }

        StepProgress at(Instant now) {
            return new StepProgress(
                    name,
                    Duration.between(began, now),
                    attemptBegan.map(since -> Duration.between(since, now)).orElse(Duration.ZERO),
                    failures,
                    lastFailure);
        }
    }

    /** @param maxBatches after which nothing more is committed; empty for no end */
    Committer(
            MatchLake lake,
            DeadLetters deadLetters,
            GroupOffsets groupOffsets,
            Placement placement,
            Assignments assignments,
            BatchEvents events,
            RetryPolicy retry,
            OptionalLong maxBatches,
            Clock clock) {
        this.lake = lake;
        this.deadLetters = deadLetters;
        this.groupOffsets = groupOffsets;
        this.placement = placement;
        this.assignments = assignments;
        this.events = events;
        this.retry = retry;
        this.maxBatches = maxBatches;
        this.clock = clock;
    }

    /** Hands a batch over; waits while one is being committed and another waits already. False once stopping. */
    boolean submit(Batch batch) throws InterruptedException {
        unfinished.incrementAndGet();
        try {
            while (!isStopping()) {
                if (waiting.offer(batch, POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    return true;
                }
                holding = true;
            }
        } finally {
            holding = false;
        }
        unfinished.decrementAndGet();
        return false;
    }

    /** Whether a batch that is handed over now has not to wait for room; only who hands over can rely on it. */
    boolean hasRoom() {
        return waiting.isEmpty() && !isStopping();
    }

    /** Commits batches until stopped and everything handed over is committed, or cannot be. */
    void run() {
        try {
            while (!isStopping() || !waiting.isEmpty()) {
                Batch batch = waiting.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (batch != null) {
                    current.set(batch);
                    commit(batch);
                    current.set(null);
                    unfinished.decrementAndGet();
                }
            }
        } catch (StoppedException e) {
            LOG.warnf("Stopped before batch_id=%s was committed; it is read again at the next start", e.batchId);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    /** Ends when what was handed over is committed; a failing step is not repeated any more. */
    boolean stop(Duration patience) throws InterruptedException {
        stopping.countDown();
        return ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** False once its thread has ended, for whatever reason. */
    boolean isRunning() {
        return ended.getCount() > 0;
    }

    /** Whether somebody waits to hand a batch over. */
    boolean isHolding() {
        return holding;
    }

    boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /** Whether every batch that was handed over is at its end. */
    boolean isIdle() {
        return unfinished.get() == 0;
    }

    /** When the oldest batch of records that is not at its end was opened. */
    Optional<Instant> oldest() {
        return Stream.of(Optional.ofNullable(current.get()), Optional.ofNullable(waiting.peek()))
                .flatMap(Optional::stream)
                .filter(batch -> !batch.isIdle())
                .map(Batch::opened)
                .findFirst();
    }

    /** The step that is being taken; empty while there is nothing to commit. */
    Optional<StepProgress> step() {
        return step.map(taken -> taken.at(clock.instant()));
    }

    private void commit(Batch cut) throws InterruptedException {
        if (maxBatches.isPresent() && committed >= maxBatches.getAsLong()) {
            return;
        }
        Set<Integer> lost = cut.assignments().entrySet().stream()
                .filter(part -> !assignments.isCurrent(part.getKey(), part.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        Batch batch = cut.without(lost).orElse(null);
        if (batch == null) {
            LOG.infof("Dropped batch batch_id=%s: its partitions are another's now", cut.id());
            return;
        }
        Instant began = clock.instant();
        BatchState state = new BatchState.Collected(batch);
        try {
            for (Optional<BatchState> next = Optional.of(state); next.isPresent(); next = untilDone(state)) {
                state = next.get();
            }
        } finally {
            step = Optional.empty();
        }
        if (state instanceof BatchState.Committed end) {
            committed(end, Duration.between(began, clock.instant()));
        } else if (state instanceof BatchState.Dropped end) {
            fenced(end);
        }
    }

    private void committed(BatchState.Committed end, Duration latency) {
        Batch batch = end.batch();
        if (batch.isIdle()) {
            events.watermarksCommitted();
            LOG.infof(
                    "Committed watermarks of idle partitions batch_id=%s snapshot_id=%d watermarks=%s",
                    batch.id(), end.snapshotId(), batch.watermarks());
            return;
        }
        committed++;
        events.committed(batch, end.written(), latency);
        groupOffsets.publish(batch.movedRanges().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, range -> range.getValue().next())));
        LOG.infof(
                "Committed batch batch_id=%s snapshot_id=%d rows=%d rejects=%d files=%d bytes=%d offsets=%s",
                batch.id(),
                end.snapshotId(),
                batch.rowCount(),
                batch.rejects().size(),
                end.written().files(),
                end.written().bytes(),
                batch.movedRanges());
        if (maxBatches.isPresent() && committed >= maxBatches.getAsLong()) {
            events.finished(committed);
        }
    }

    private void fenced(BatchState.Dropped end) {
        events.fenced();
        LOG.warnf(
                "Fenced: another writer moved the lake's offsets batch_id=%s offsets=%s lake_offsets=%s",
                end.batch().id(), end.batch().ranges(), end.actual().next());
        // At once, so that the batch behind this one is dropped too; the polling thread then begins new assignments.
        assignments.end(assignments.partitions());
        placement.restart();
    }

    private Optional<BatchState> untilDone(BatchState state) throws InterruptedException {
        Step taken = Step.begin(state.step(), clock.instant());
        while (true) {
            step = Optional.of(taken);
            try {
                Optional<BatchState> next = state.advance(lake, deadLetters);
                if (taken.failures() > 0) {
                    LOG.infof(
                            "Recovered step=\"%s\" batch_id=%s failures=%d",
                            taken.name(), state.batch().id(), taken.failures());
                }
                return next;
            } catch (RuntimeException e) {
                taken = taken.failed(FailureReason.of(e));
                step = Optional.of(taken);
                events.failed();
                awaitRetry(state.batch(), taken, e);
                taken = taken.again(clock.instant());
            }
        }
    }

    private void awaitRetry(Batch batch, Step failed, RuntimeException failure) throws InterruptedException {
        Duration wait = retry.waitAfter(failed.failures());
        // The stack of the first failure is enough for all that follow.
        LOG.warnf(
                failed.failures() == 1 ? failure : null,
                "Cannot %s of batch_id=%s attempt=%d retry_in=%s reason=\"%s\"",
                failed.name(),
                batch.id(),
                failed.failures(),
                wait,
                failed.lastFailure().orElse(""));
        if (stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new StoppedException(batch.id());
        }
    }

    /** The service stops while a step is failing. */
    private static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String batchId;

        StoppedException(String batchId) {
            this.batchId = batchId;
        }
    }
}
