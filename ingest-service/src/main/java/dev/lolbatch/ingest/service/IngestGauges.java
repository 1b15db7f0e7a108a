package dev.lolbatch.ingest.service;

import dev.lolbatch.ingest.batch.BatchLoop;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;

/** What the loop is like now, for monitors. */
@ApplicationScoped
public class IngestGauges {
    private final BatchLoop loop;
    private final MeterRegistry meters;
    private final Clock clock;

    IngestGauges(BatchLoop loop, MeterRegistry meters, Clock clock) {
        this.loop = loop;
        this.meters = meters;
        this.clock = clock;
    }

    void register(@Observes StartupEvent event) {
        Gauge.builder("ingest.oldest.uncommitted.age", this::oldestUncommittedSeconds)
                .description("Seconds since the oldest record came that is not in the lake yet; 0 when there is none")
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder("ingest.paused", () -> loop.isHeld() ? 1 : 0)
                .description("1 while consumption is held back because commits do not keep up")
                .register(meters);
    }

    private double oldestUncommittedSeconds() {
        return loop.oldestUncommitted()
                .map(since -> Duration.between(since, clock.instant()).toMillis() / 1000.0)
                .orElse(0.0);
    }
}
