package dev.lolbatch.orchestrator.health;

import dev.lolbatch.orchestrator.run.RunService;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** UP between the end of the start and the begin of the stop. */
@Readiness
@Singleton
final class AcceptingCheck implements HealthCheck {
    private final RunService runs;

    AcceptingCheck(RunService runs) {
        this.runs = runs;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("accepting-runs")
                .status(runs.isOpen())
                .withData("waiting", runs.waitingRuns())
                .withData("executing", runs.executingRuns())
                .build();
    }
}
