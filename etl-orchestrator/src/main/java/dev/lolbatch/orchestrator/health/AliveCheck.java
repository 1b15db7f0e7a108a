package dev.lolbatch.orchestrator.health;

import dev.lolbatch.orchestrator.run.RunService;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** DOWN only when an error has ended what looks after the runs: a restart mends that, and no other server. */
@Liveness
@Singleton
final class AliveCheck implements HealthCheck {
    private final RunService runs;

    AliveCheck(RunService runs) {
        this.runs = runs;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("alive").status(!runs.isBroken()).build();
    }
}
