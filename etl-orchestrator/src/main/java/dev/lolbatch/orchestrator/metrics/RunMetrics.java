package dev.lolbatch.orchestrator.metrics;

import dev.lolbatch.orchestrator.run.Conclusion;
import dev.lolbatch.orchestrator.run.Run;
import dev.lolbatch.orchestrator.run.RunId;
import dev.lolbatch.orchestrator.run.RunListener;
import dev.lolbatch.orchestrator.run.RunState;
import dev.lolbatch.orchestrator.run.SupervisorListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Counts the states that runs enter, and times the runs that end, from request and from submission. */
@Singleton
final class RunMetrics implements RunListener, SupervisorListener {
    private final MeterRegistry registry;

    RunMetrics(MeterRegistry registry) {
        this.registry = registry;
        Counter.builder("etl.runs.again")
                .description("Attempts after which a run waits for another")
                .register(registry);
        Counter.builder("etl.runs.taken.over")
                .description("Runs that this replica went on with after another had died")
                .register(registry);
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
            run.entered(RunState.Name.SUBMITTED)
                    .ifPresent(submitted -> registry.timer("etl.run.duration", "state", state)
                            .record(Duration.between(submitted, end)));
        });
    }

    @Override
    public void concluded(RunId run, Optional<Conclusion> conclusion) {
        if (conclusion.filter(Conclusion.Again.class::isInstance).isPresent()) {
            registry.counter("etl.runs.again").increment();
        }
    }

    @Override
    public void takenOver(RunId run) {
        registry.counter("etl.runs.taken.over").increment();
    }

    private static String label(RunState.Name state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
