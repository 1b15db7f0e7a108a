package dev.lolbatch.orchestrator.health;

import dev.lolbatch.orchestrator.cassandra.Cassandra;
import dev.lolbatch.orchestrator.problem.OrchestratorException;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** UP when Cassandra answers: without it no run can be accepted and no statistic read. */
@Readiness
@Singleton
final class CassandraCheck implements HealthCheck {
    private final Cassandra cassandra;

    CassandraCheck(Cassandra cassandra) {
        this.cassandra = cassandra;
    }

    @Override
    public HealthCheckResponse call() {
        try {
            cassandra.check();
            return HealthCheckResponse.up("cassandra");
        } catch (OrchestratorException e) {
            return HealthCheckResponse.named("cassandra")
                    .down()
                    .withData("reason", e.getMessage())
                    .build();
        }
    }
}
