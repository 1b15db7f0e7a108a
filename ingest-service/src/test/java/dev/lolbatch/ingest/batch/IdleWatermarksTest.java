package dev.lolbatch.ingest.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdleWatermarksTest {
    private final IdleWatermarks idle = new IdleWatermarks(Duration.ofMinutes(5));

    @ParameterizedTest
    @CsvSource({
        "2026-01-12T23:50:00Z, 2026-01-13T23:59:59Z, true",
        "2026-01-13T23:50:00Z, 2026-01-14T00:04:59Z, false",
        "2026-01-13T23:50:00Z, 2026-01-14T00:05:00Z, true",
        "2026-01-14T00:02:00Z, 2026-01-14T00:06:59Z, false",
        "2026-01-14T00:02:00Z, 2026-01-14T00:07:00Z, true",
        "2026-01-14T00:40:00Z, 2026-01-14T01:19:59Z, false",
        "2026-01-14T00:40:00Z, 2026-01-14T01:20:00Z, true",
        "2026-01-14T13:00:00Z, 2026-01-14T23:59:59Z, false",
        "1970-01-01T00:00:00Z, 2026-01-14T00:05:00Z, true"
    })
    void isDueAnIntervalAfterMidnightAndThenWheneverTheTimeSinceHasDoubled(
            Instant committed, Instant now, boolean due) {
        assertThat(idle.isDue(committed, now)).isEqualTo(due);
    }

    @Test
    void aDayOfAnIdleTopicCostsNineCommits() {
        // Given
        Instant midnight = Instant.parse("2026-01-14T00:00:00Z");
        Instant committed = midnight.minusSeconds(1);
        List<Duration> commits = new ArrayList<>();
        // When
        for (Instant now = midnight; now.isBefore(midnight.plus(Duration.ofDays(1))); now = now.plusSeconds(5)) {
            if (idle.isDue(committed, now)) {
                committed = now;
                commits.add(Duration.between(midnight, now));
            }
        }
        // Then
        assertThat(commits.stream().map(Duration::toMinutes))
                .containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 320L, 640L, 1280L);
    }
}
