package dev.lolbatch.orchestrator.metrics;

import dev.lolbatch.orchestrator.run.Run;
import dev.lolbatch.orchestrator.run.RunListener;
import dev.lolbatch.orchestrator.run.RunState;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Counts the states that runs enter, and times the runs that end, from request and from submission. */
@Singleton
final class RunMetrics implements RunListener {
    private final MeterRegistry registry;

    RunMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (RunState.Name state : RunState.Name.values()) {
            // There from the start, so that a rate is right for the first run too.
            registry.counter("etl.runs", "state", label(state));
        }
    }

    @Override
    public void entered(Run run) {
        String state = label(run.state().name());
        registry.counter("etl.runs", "state", state).increment();
        run.endedAt().ifPresent(end -> {
            registry.timer("etl.run.total", "state", state).record(Duration.between(run.requestedAt(), end));
            Instant submitted = run.entered().get(RunState.Name.SUBMITTED);
            if (submitted != null) {
                registry.timer("etl.run.duration", "state", state).record(Duration.between(submitted, end));
            }
        });
    }

    private static String label(RunState.Name state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
