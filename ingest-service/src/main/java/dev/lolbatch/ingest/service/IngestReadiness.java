package dev.lolbatch.ingest.service;

import dev.lolbatch.ingest.config.IngestConfig;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready while batches can be committed; a short stall is not yet a reason to tell. */
@Readiness
@ApplicationScoped
public class IngestReadiness implements HealthCheck {
    private final IngestStatus status;
    private final IngestConfig config;

    IngestReadiness(IngestStatus status, IngestConfig config) {
        this.status = status;
        this.config = config;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("ingest").withData("partitions_unplaced", status.unplacedPartitions());
        boolean stalled = status.stall()
                .filter(stall -> stall.attempts() >= config.retry().attempts())
                .map(stall -> answer.withData("stalled_step", stall.step())
                        .withData("attempts", stall.attempts())
                        .withData("reason", stall.reason()))
                .isPresent();
        boolean stopped = status.stopReason()
                .map(reason -> answer.withData("stopped", reason))
                .isPresent();
        return answer.status(!stalled && !stopped && status.unplacedPartitions() == 0)
                .build();
    }
}
