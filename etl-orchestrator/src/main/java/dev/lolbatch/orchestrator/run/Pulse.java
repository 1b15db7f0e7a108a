package dev.lolbatch.orchestrator.run;

import dev.lolbatch.orchestrator.problem.OrchestratorException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this replica's lease by a beat that nothing else holds up: neither a slow look at the runs, nor a stop that waits for jobs.
 * {@link #run()} is for a thread of its own, after a first {@link #beat()}.
 */
final class Pulse implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);
    /** Several in a lease, so that a slow store does not cost it. */
    private static final int BEATS_OF_A_LEASE = 5;

    private final Replica self;
    private final ActiveSet active;
    private final Duration interval;
    private final Runnable onLoss;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private long beats;

    /** @param onLoss called when others took this replica for dead, and its runs over */
    Pulse(Replica self, ActiveSet active, Duration lease, Runnable onLoss) {
        this.self = self;
        this.active = active;
        this.interval = lease.dividedBy(BEATS_OF_A_LEASE);
        this.onLoss = onLoss;
    }

    /** Throws {@code OrchestratorException} when the store cannot be reached. */
    void beat() {
        if (!active.beat(self.id(), beats + 1)) {
            Optional<Long> stored = Optional.ofNullable(active.read().beats().get(self.id()));
            boolean isDone = stored.filter(beat -> beat == beats + 1).isPresent();
            if (!isDone) {
                LOG.error("Lost the lease, and all runs with it: replica={}", self.id());
                beats = 0;
                onLoss.run();
                return;
            }
            // It was done although its answer was lost.
        }
        beats++;
    }

    @Override
    public void run() {
        try {
            while (!stopped.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                tryToBeat();
            }
        } catch (InterruptedException e) {
            LOG.error("Beat was interrupted, other replicas take the runs over: replica={}", self.id());
        }
    }

    private void tryToBeat() {
        try {
            beat();
        } catch (OrchestratorException e) {
            LOG.warn("Cannot renew the lease, trying again: reason={}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("Cannot renew the lease, trying again", e);
        }
    }

    /** Has {@link #run()} return, at the latest when its beat is done. */
    void stop() {
        stopped.countDown();
    }
}
