package dev.lolbatch.ingest.batch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Collects records into batches and hands them to the {@link Committer}:
 *
 * <pre>
 *   polled and read ──► collected ──full or old──► committed, one batch after the other
 *                       (the caller's thread)      (the committer's thread)
 * </pre>
 *
 * Records come on one thread, the clock's ticks on another and revocations on a third; a lock makes them one. When the
 * committer has no room the caller is held, and the connector pauses consumption: nothing is buffered without a limit.
 */
public final class BatchLoop {
    private static final Logger LOG = Logger.getLogger(BatchLoop.class);
    private static final long IDLE_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Committer committer;
    private final Assignments assignments;
    private final BatchLimits limits;
    private final IdleWatermarks idle;
    private final Clock clock;
    private final OpenBatch open;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Optional<Instant> opened = Optional.empty();

    /**
     * @param maxBatches after which the loop takes nothing more; empty for no end
     */
    public BatchLoop(
            MatchLake lake,
            DeadLetters deadLetters,
            GroupOffsets groupOffsets,
            Placement placement,
            Assignments assignments,
            BatchEvents events,
            BatchLimits limits,
            IdleWatermarks idle,
            RetryPolicy retry,
            OptionalLong maxBatches,
            Clock clock,
            RandomGenerator random) {
        this.committer = new Committer(
                lake, deadLetters, groupOffsets, placement, assignments, events, retry, maxBatches, clock);
        this.assignments = assignments;
        this.limits = limits;
        this.idle = idle;
        this.clock = clock;
        this.open = new OpenBatch(assignments, random);
    }

    /** Begins to commit what is handed over. */
    public void start() {
        daemon(committer::run, "ingest-committer").start();
    }

    /** Takes records in their order; returns when they are collected, which may take as long as a commit. */
    public void accept(List<ReadRecord> records) throws InterruptedException {
        if (committer.isStopping()) {
            return;
        }
        lock.lockInterruptibly();
        try {
            for (ReadRecord record : records) {
                open.add(record, clock.instant());
                if (open.isFull(limits) && !handOver()) {
                    // Stopping: later records would leave a gap behind the batch that was given up.
                    return;
                }
            }
        } finally {
            opened = open.opened();
            lock.unlock();
        }
    }

    /**
     * Moves a partition over offsets that hold no record, such as a transaction's markers, so that the lake's offset comes to
     * stand behind them. Every record polled under this assignment must be committed, and none be polled meanwhile. Does
     * nothing while the loop is busy.
     */
    public void advance(int partition, long assignment, long next) {
        if (committer.isStopping() || !lock.tryLock()) {
            return;
        }
        try {
            open.advance(partition, assignment, next, clock.instant());
        } finally {
            opened = open.opened();
            lock.unlock();
        }
    }

    /**
     * Notes that a partition ended at an offset at a moment, so that its watermark goes on without records. Every record
     * polled under this assignment must be committed, and none be polled meanwhile. Does nothing while the loop is busy.
     */
    public void caughtUp(int partition, long assignment, long next, Instant at) {
        if (committer.isStopping() || !lock.tryLock()) {
            return;
        }
        try {
            open.caughtUp(partition, assignment, next, at);
        } finally {
            lock.unlock();
        }
    }

    private boolean handOver() throws InterruptedException {
        Optional<Batch> batch = open.cut();
        opened = Optional.empty();
        return batch.isEmpty() || committer.submit(batch.get());
    }

    /** Hands over the batch when it is old enough, also when no record comes to notice, and watermarks that are due. */
    public void tick() throws InterruptedException {
        // A loop that is busy cuts its batches by itself; waiting for it would only queue ticks.
        if (!committer.hasRoom() || !lock.tryLock()) {
            return;
        }
        try {
            Instant now = clock.instant();
            Instant oldest = open.opened().orElse(Instant.MAX);
            if (!oldest.isAfter(now.minus(limits.age()))) {
                handOver();
            }
            Optional<Batch> watermarks = open.cutIdle(idle, now);
            if (watermarks.isPresent()) {
                committer.submit(watermarks.get());
            }
        } finally {
            opened = open.opened();
            lock.unlock();
        }
    }

    /**
     * Gives partitions up: what was collected of them is committed if that takes no longer than the given time, and dropped
     * without a trace otherwise; the next owner begins at the lake's offset either way.
     */
    public void release(Collection<Integer> partitions, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            if (lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    // Without room it stays open; the committer leaves out what is lost by then.
                    if (committer.hasRoom()) {
                        handOver();
                    }
                } finally {
                    opened = open.opened();
                    lock.unlock();
                }
                while (!committer.isIdle() && System.nanoTime() < deadline) {
                    LockSupport.parkNanos(IDLE_POLL_NANOS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lose(partitions);
    }

    /** Forgets partitions that are another's already. */
    public void lose(Collection<Integer> partitions) {
        assignments.end(partitions);
    }

    /**
     * Commits what is collected and takes nothing more. A step that fails now is not repeated: what it held is read again at
     * the next start.
     *
     * @return whether the loop came to rest within the time
     */
    public boolean stop(Duration patience) throws InterruptedException {
        if (lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            try {
                if (committer.hasRoom()) {
                    handOver();
                }
            } finally {
                lock.unlock();
            }
        }
        boolean rested = committer.stop(patience);
        if (!rested) {
            LOG.warnf("The last batch was not committed within %s; it is read again at the next start", patience);
        }
        return rested;
    }

    /** When the oldest record came that is not committed yet; empty when there is none. */
    public Optional<Instant> oldestUncommitted() {
        return Stream.concat(opened.stream(), committer.oldest().stream()).min(Comparator.naturalOrder());
    }

    /** Whether batches are still being committed, or will be when they come. */
    public boolean isRunning() {
        return committer.isRunning();
    }

    /** Whether the caller of {@link #accept} is held because the committer has no room. */
    public boolean isHeld() {
        return committer.isHolding();
    }

    /** The step that a batch waits for now; empty while there is nothing to commit. */
    public Optional<StepProgress> step() {
        return committer.step();
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
