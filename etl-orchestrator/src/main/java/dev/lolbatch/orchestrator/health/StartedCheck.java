package dev.lolbatch.orchestrator.health;

import dev.lolbatch.orchestrator.Lifecycle;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** UP once the schema is there and what an earlier orchestrator has left is settled. */
@Startup
@Singleton
final class StartedCheck implements HealthCheck {
    private final Lifecycle lifecycle;

    StartedCheck(Lifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public HealthCheckResponse call() {
        Optional<String> waitsFor = lifecycle.waitsFor();
        return waitsFor.map(
                        reason -> HealthCheckResponse.named("started").down().withData("reason", reason))
                .orElseGet(() -> HealthCheckResponse.named("started").up())
                .build();
    }
}
