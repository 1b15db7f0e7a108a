package dev.lolbatch.orchestrator.metrics;

import dev.lolbatch.orchestrator.run.RunService;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** How many runs wait and how many execute, now. */
@Singleton
final class QueueMetrics {
    private final MeterRegistry registry;
    private final RunService runs;

    QueueMetrics(MeterRegistry registry, RunService runs) {
        this.registry = registry;
        this.runs = runs;
    }

    void register(@Observes StartupEvent event) {
        Gauge.builder("etl.runs.waiting", runs, RunService::waitingRuns)
                .description("Runs that wait for their turn")
                .register(registry);
        Gauge.builder("etl.runs.executing", runs, RunService::executingRuns)
                .description("Runs whose job is being executed")
                .register(registry);
    }
}
