package dev.lolbatch.orchestrator.schedule;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the scheduler look, again and again, while runs are accepted here. */
public final class ScheduleLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ScheduleLoop.class);

    private final Scheduler scheduler;
    private final BooleanSupplier isOpen;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "schedule");
        thread.setDaemon(true);
        return thread;
    });

    /** @param isOpen whether runs are accepted */
    public ScheduleLoop(Scheduler scheduler, BooleanSupplier isOpen) {
        this.scheduler = scheduler;
        this.isOpen = isOpen;
    }

    /** Begins. */
    public void start(Duration interval) {
        var unused = timer.scheduleWithFixedDelay(this::look, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        if (!isOpen.getAsBoolean()) {
            return;
        }
        try {
            scheduler.look();
        } catch (RuntimeException e) {
            LOG.error("Schedules cannot be kept, trying again", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
