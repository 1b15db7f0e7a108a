package dev.lolbatch.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lolbatch.lake.LakeWatermarks;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CompletenessTest {
    private static final LocalDate DAY = LocalDate.parse("2026-01-13");
    private static final Duration GRACE = Duration.ofMinutes(10);

    private final Map<String, String> properties = new HashMap<>();

    @Test
    void aDateIsCompleteWhenEveryPartitionIsPastItsEndAndTheGrace() {
        // Given
        watermarks("t", "2026-01-14T00:10:00Z", "2026-01-15T08:00:00Z");

        // When
        Completeness completeness = Completeness.of(Set.of("t"), properties, GRACE);

        // Then
        assertThat(completeness.isComplete(DAY.minusDays(1))).isTrue();
        assertThat(completeness.isComplete(DAY)).isTrue();
        assertThat(completeness.isComplete(DAY.plusDays(1))).isFalse();
        assertThat(Completeness.of(Set.of("t"), properties, GRACE.plusMillis(1)).isComplete(DAY))
                .isFalse();
    }

    @Test
    void aPartitionThatNothingIsKnownOfCompletesNoDate() {
        // Given
        watermarks("t", "2026-01-15T08:00:00Z");
        properties.put(LakeWatermarks.partitionsProperty("t"), "2");

        // Then
        assertThat(Completeness.of(Set.of("t"), properties, GRACE).isComplete(DAY))
                .isFalse();
    }

    @Test
    void aLakeThatSaysNothingHasNoCompleteDate() {
        assertThat(Completeness.of(Set.of(), Map.of(), GRACE).isComplete(DAY)).isFalse();
        assertThat(Completeness.of(Set.of("t"), Map.of(), GRACE).isComplete(DAY))
                .isFalse();
    }

    @Test
    void everyTopicOfTheLakeCounts() {
        // Given
        watermarks("fast", "2026-01-15T08:00:00Z");
        watermarks("slow", "2026-01-13T08:00:00Z");

        // When
        Completeness completeness = Completeness.of(Set.of("fast", "slow"), properties, GRACE);

        // Then
        assertThat(completeness.isComplete(DAY)).isFalse();
        assertThat(completeness.isComplete(DAY.minusDays(1))).isTrue();
        assertThatThrownBy(() -> completeness.require(List.of(DAY)))
                .hasMessageContaining("until 2026-01-13T08:00:00Z,");
    }

    @Test
    void everyIncompleteDateIsRefusedByName() {
        // Given
        watermarks("t", "2026-01-14T00:10:00Z", "2026-01-14T09:00:00Z");

        // When
        Completeness completeness = Completeness.of(Set.of("t"), properties, GRACE);

        // Then
        completeness.require(List.of(DAY.minusDays(1), DAY));
        assertThatThrownBy(() -> completeness.require(List.of(DAY, DAY.plusDays(1), DAY.plusDays(2))))
                .isInstanceOf(JobFailure.class)
                .hasMessage(
                        "Cannot compute the statistics of 2026-01-14, 2026-01-15: the lake is not complete for that date"
                                + " (it holds every partition until 2026-01-14T00:10:00Z, and should until 600 s after the date's"
                                + " end); wait until ingest-service has come that far, or run without --require-complete");
    }

    @Test
    void aLakeThatSaysNothingIsRefusedForThat() {
        assertThatThrownBy(() -> Completeness.of(Set.of("t"), Map.of(), GRACE).require(List.of(DAY)))
                .isInstanceOf(JobFailure.class)
                .hasMessage(
                        "Cannot compute the statistics of 2026-01-13: the lake is not complete for that date (it does"
                                + " not say until when it holds every partition); wait until ingest-service has come that far, or"
                                + " run without --require-complete");
    }

    private void watermarks(String topic, String... ofPartitions) {
        properties.put(LakeWatermarks.partitionsProperty(topic), String.valueOf(ofPartitions.length));
        for (int partition = 0; partition < ofPartitions.length; partition++) {
            properties.put(
                    LakeWatermarks.property(topic, partition),
                    String.valueOf(Instant.parse(ofPartitions[partition]).toEpochMilli()));
        }
    }
}
