package dev.lolbatch.job;

import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says every two seconds in the run's record that its process lives, whatever it is doing; and looks whether the run may still
 * publish, for a run that may not is to end and leave the machine to others.
 */
final class Heartbeat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final int SECONDS = 2;

    private final RunRecord record;
    private final Optional<PublishPermit> permit;
    private final Runnable stop;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "heartbeat");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param permit empty for a run that needs none
     * @param stop ends the run; called when its permit is gone
     */
    Heartbeat(RunRecord record, Optional<PublishPermit> permit, Runnable stop) {
        this.record = record;
        this.permit = permit;
        this.stop = stop;
    }

    void start() {
        var unused = timer.scheduleWithFixedDelay(this::beat, SECONDS, SECONDS, TimeUnit.SECONDS);
    }

    private void beat() {
        try {
            record.alive();
            if (permit.isPresent() && !permit.get().isGiven()) {
                stop.run();
            }
        } catch (RuntimeException e) {
            // Cassandra is away: the work itself meets the same trouble, and waits or fails.
            LOG.warn("Cannot record that the run lives: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
