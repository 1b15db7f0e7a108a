package dev.lolbatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommittedBatchesTest {
    @Test
    void countIsThatOfTheMetric() throws Exception {
        try (FakeOrchestrator fake = new FakeOrchestrator()) {
            // Given
            fake.on("GET /q/metrics", 200, "text/plain", "# HELP ingest_batches_total x\ningest_batches_total 3.0\n");

            // Then
            assertThat(new CommittedBatches(fake.address()).count()).hasValue(3);
        }
    }

    @Test
    void serviceThatEndsHasNoCount() throws Exception {
        try (FakeOrchestrator fake = new FakeOrchestrator()) {
            // Given
            fake.on("GET /q/metrics", 503, "text/plain", "");

            // Then
            assertThat(new CommittedBatches(fake.address()).count()).isEmpty();
        }
    }
}
