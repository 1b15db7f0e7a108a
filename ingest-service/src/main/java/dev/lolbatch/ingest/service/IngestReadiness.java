package dev.lolbatch.ingest.service;

import dev.lolbatch.ingest.batch.BatchLoop;
import dev.lolbatch.ingest.batch.StepProgress;
import dev.lolbatch.ingest.config.IngestConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while batches can be committed; a short stall is not yet a reason to tell. A lake that is away may hold one attempt
 * for minutes before it fails, so time counts as much as failures do.
 */
@Readiness
@ApplicationScoped
public class IngestReadiness implements HealthCheck {
    private final BatchLoop loop;
    private final IngestStatus status;
    private final IngestConfig config;

    IngestReadiness(BatchLoop loop, IngestStatus status, IngestConfig config) {
        this.loop = loop;
        this.status = status;
        this.config = config;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("ingest").withData("partitions_unplaced", status.unplacedPartitions());
        status.unplacedReason().ifPresent(reason -> answer.withData("unplaced_reason", reason));
        status.stopReason().ifPresent(reason -> answer.withData("stopped", reason));
        Optional<StepProgress> stalled = loop.step().filter(this::isStalled);
        stalled.ifPresent(step -> describe(step, answer));
        return answer.status(stalled.isEmpty() && status.stopReason().isEmpty() && status.unplacedPartitions() == 0)
                .build();
    }

    private boolean isStalled(StepProgress step) {
        return step.failures() >= config.retry().attempts()
                || step.total().compareTo(config.retry().patience()) > 0;
    }

    private static void describe(StepProgress step, HealthCheckResponseBuilder answer) {
        answer.withData("stalled_step", step.name())
                .withData("seconds", step.total().toSeconds())
                .withData("failures", step.failures());
        step.lastFailure().ifPresent(reason -> answer.withData("reason", reason));
    }
}
