package dev.lolbatch.ingest.service;

import dev.lolbatch.ingest.config.IngestConfig;
import dev.lolbatch.ingest.lake.LakeMaintenance;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Runs the lake's maintenance from time to time, on a thread that nothing waits for. */
@ApplicationScoped
public class MaintenanceSchedule {
    private static final Logger LOG = Logger.getLogger(MaintenanceSchedule.class);

    private final LakeMaintenance maintenance;
    private final IngestConfig config;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(MaintenanceSchedule::daemon);

    private ScheduledFuture<?> runs;

    MaintenanceSchedule(LakeMaintenance maintenance, IngestConfig config) {
        this.maintenance = maintenance;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        long millis = config.maintenance().interval().toMillis();
        runs = thread.scheduleWithFixedDelay(this::run, millis, millis, TimeUnit.MILLISECONDS);
    }

    // An exception would end the schedule without a word.
    private void run() {
        try {
            maintenance.run();
        } catch (RuntimeException e) {
            LOG.warnf(
                    e,
                    "Cannot maintain the lake; trying again in %s",
                    config.maintenance().interval());
        }
    }

    // A run that is cut off leaves nothing half done: each deletion is of a file that nobody refers to.
    void stop(@Observes ShutdownEvent event) {
        if (runs != null) {
            runs.cancel(true);
        }
        thread.shutdownNow();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "ingest-maintenance");
        thread.setDaemon(true);
        return thread;
    }
}
