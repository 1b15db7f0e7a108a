package dev.lolbatch.orchestrator.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShownTest {
    @Test
    void thousandsAreApart() {
        assertThat(Shown.grouped(0)).isEqualTo("0");
        assertThat(Shown.grouped(999)).isEqualTo("999");
        assertThat(Shown.grouped(1_000)).isEqualTo("1,000");
        assertThat(Shown.grouped(-1_234_567)).isEqualTo("-1,234,567");
    }

    @Test
    void figuresAreRoundedHalfUp() {
        assertThat(Shown.percent(new BigDecimal("55.55"))).isEqualTo("55.6%");
        assertThat(Shown.rounded(new BigDecimal("12345.50"), 0)).isEqualTo("12,346");
        assertThat(Shown.rounded(new BigDecimal("3.95"), 2)).isEqualTo("3.95");
    }

    @Test
    void differencesHaveASign() {
        assertThat(Shown.points(new BigDecimal("1.20"))).isEqualTo("+1.2");
        assertThat(Shown.points(new BigDecimal("-0.35"))).isEqualTo("−0.4");
        assertThat(Shown.points(new BigDecimal("0.04"))).isEqualTo("0.0");
    }

    @Test
    void aTimeHasTheTwoUnitsThatMatter() {
        assertThat(Shown.took(Duration.ofSeconds(5))).isEqualTo("5 s");
        assertThat(Shown.took(Duration.ofSeconds(184))).isEqualTo("3 min 4 s");
        assertThat(Shown.took(Duration.ofMinutes(62))).isEqualTo("1 h 2 min");
        // Clocks of two machines differ.
        assertThat(Shown.took(Duration.ofSeconds(-1))).isEqualTo("0 s");
    }

    @Test
    void momentsAndDaysAreThoseOfUtc() {
        assertThat(Shown.utc(Instant.parse("2026-01-13T10:15:00.123Z"))).isEqualTo("2026-01-13 10:15:00 UTC");
        assertThat(Shown.longDay(LocalDate.of(2026, 1, 13))).isEqualTo("Tuesday, 13 January 2026");
        assertThat(Shown.span(Optional.of(LocalDate.of(2026, 1, 1)), Optional.of(LocalDate.of(2026, 1, 2))))
                .isEqualTo("2026-01-01 to 2026-01-02");
        assertThat(Shown.span(Optional.of(LocalDate.of(2026, 1, 1)), Optional.of(LocalDate.of(2026, 1, 1))))
                .isEqualTo("2026-01-01");
    }

    @Test
    void namesOfTheGameAreThoseThatPeopleKnow() {
        assertThat(Shown.position("UTILITY")).isEqualTo("Support");
        assertThat(Shown.position("SWEEPER")).isEqualTo("SWEEPER");
        assertThat(Shown.queue(420)).isEqualTo("Ranked solo/duo");
        assertThat(Shown.queue(31)).isEqualTo("Queue 31");
    }
}
