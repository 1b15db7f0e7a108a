package dev.lolbatch.orchestrator.health;

import dev.lolbatch.orchestrator.spark.SparkSettings;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** UP when there is a spark-submit to start and a job to give it. */
@Readiness
@Singleton
final class SparkHomeCheck implements HealthCheck {
    private final SparkSettings spark;

    SparkHomeCheck(SparkSettings spark) {
        this.spark = spark;
    }

    @Override
    public HealthCheckResponse call() {
        Optional<String> fault = spark.fault();
        return fault.map(
                        reason -> HealthCheckResponse.named("spark-home").down().withData("reason", reason))
                .orElseGet(() -> HealthCheckResponse.named("spark-home").up())
                .withData("home", spark.home().toString())
                .build();
    }
}
