package dev.lolbatch.ingest.service;

import dev.lolbatch.ingest.batch.BatchLoop;
import dev.lolbatch.ingest.config.IngestConfig;
import dev.lolbatch.ingest.kafka.KafkaGroupOffsets;
import dev.lolbatch.ingest.kafka.LagMonitor;
import dev.lolbatch.ingest.kafka.LakePlacement;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Lets the clock tick while the service runs, and commits the last batch when it stops. */
@ApplicationScoped
public class IngestLifecycle {
    private static final Logger LOG = Logger.getLogger(IngestLifecycle.class);
    private static final long TICK_MILLIS = 250;

    private final BatchLoop loop;
    private final LakePlacement placement;
    private final KafkaGroupOffsets groupOffsets;
    private final LagMonitor lag;
    private final IngestConfig config;
    private final ScheduledExecutorService ticker =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "ingest-ticker"));

    private ScheduledFuture<?> ticks;

    IngestLifecycle(
            BatchLoop loop,
            LakePlacement placement,
            KafkaGroupOffsets groupOffsets,
            LagMonitor lag,
            IngestConfig config) {
        this.loop = loop;
        this.placement = placement;
        this.groupOffsets = groupOffsets;
        this.lag = lag;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        loop.start();
        ticks = ticker.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    // An exception would end the schedule without a word.
    private void tick() {
        try {
            placement.retry();
            loop.tick();
            groupOffsets.tick();
            lag.tick();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("Cannot handle a tick of the batch clock", e);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (ticks != null) {
            ticks.cancel(false);
        }
        ticker.shutdown();
        try {
            loop.stop(config.shutdownTimeout());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
