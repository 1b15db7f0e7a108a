package dev.lolbatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchClockTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "2026-01-10T23:59:59.999Z,23,7,true",
        "2026-01-11T00:00:00Z,0,1,true",
        "2026-01-12T00:59:59.999Z,0,2,false",
        "2026-01-13T11:51:47.999Z,11,3,false",
        "2026-01-16T23:59:59.999Z,23,6,false"
    })
    void readsMillisecondsAsUtc(Instant start, int hour, int dayOfWeek, boolean isWeekend) {
        // When
        MatchClock clock = MatchClock.of(start.toEpochMilli());

        // Then
        assertThat(clock).isEqualTo(new MatchClock(hour, dayOfWeek));
        assertThat(clock.isWeekend()).isEqualTo(isWeekend);
    }
}
