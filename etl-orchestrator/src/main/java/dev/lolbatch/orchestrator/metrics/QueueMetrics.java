package dev.lolbatch.orchestrator.metrics;

import dev.lolbatch.orchestrator.run.RunService;
import dev.lolbatch.orchestrator.schedule.Scheduler;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** How many runs wait and how many execute, now, and how far schedules are behind. */
@Singleton
final class QueueMetrics {
    private final MeterRegistry registry;
    private final RunService runs;
    private final Scheduler scheduler;

    QueueMetrics(MeterRegistry registry, RunService runs, Scheduler scheduler) {
        this.registry = registry;
        this.runs = runs;
        this.scheduler = scheduler;
    }

    void register(@Observes StartupEvent event) {
        Gauge.builder("etl.runs.waiting", runs, RunService::waitingRuns)
                .description("Runs that wait for their turn")
                .register(registry);
        Gauge.builder("etl.schedule.lag", scheduler, schedule -> schedule.lag().toMillis() / 1e3)
                .baseUnit("seconds")
                .description("How long the schedule that is furthest behind has been waiting to be done")
                .register(registry);
        Gauge.builder("etl.runs.executing", runs, RunService::executingRuns)
                .description("Runs whose job is being executed")
                .register(registry);
    }
}
