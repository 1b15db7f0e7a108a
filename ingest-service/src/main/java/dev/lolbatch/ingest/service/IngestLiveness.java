package dev.lolbatch.ingest.service;

import dev.lolbatch.ingest.batch.BatchLoop;
import dev.lolbatch.ingest.batch.StepProgress;
import dev.lolbatch.ingest.config.IngestConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Alive as long as the loop itself goes on: a lake or a broker that is away is no reason to restart, a step that neither
 * fails nor ends is.
 */
@Liveness
@ApplicationScoped
public class IngestLiveness implements HealthCheck {
    private final BatchLoop loop;
    private final IngestConfig config;

    IngestLiveness(BatchLoop loop, IngestConfig config) {
        this.loop = loop;
        this.config = config;
    }

    @Override
    public HealthCheckResponse call() {
        Duration attempt = loop.step().map(StepProgress::attempt).orElse(Duration.ZERO);
        return HealthCheckResponse.named("ingest loop")
                .withData("step_seconds", attempt.toSeconds())
                .withData("stuck_after_seconds", config.stuckAfter().toSeconds())
                .status(loop.isRunning() && attempt.compareTo(config.stuckAfter()) < 0)
                .build();
    }
}
