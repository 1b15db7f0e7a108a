package dev.lolbatch.orchestrator.health;

import dev.lolbatch.orchestrator.problem.OrchestratorException;
import dev.lolbatch.orchestrator.run.LakeDates;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** UP when the lake's catalog and file system answer, be the lake empty or not. */
@Readiness
@Singleton
final class LakeCheck implements HealthCheck {
    private final LakeDates lake;

    LakeCheck(LakeDates lake) {
        this.lake = lake;
    }

    @Override
    public HealthCheckResponse call() {
        try {
            lake.check();
            return HealthCheckResponse.up("lake");
        } catch (OrchestratorException e) {
            return HealthCheckResponse.named("lake")
                    .down()
                    .withData("reason", e.getMessage())
                    .build();
        }
    }
}
