package dev.lolbatch.orchestrator.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SumsTest {
    @Test
    void addUpAndAreRoundedOnceHalfUp() {
        // Given
        Sums sums = sums(Map.of(Measure.GAMES, 3L, Measure.WINS, 1L, Measure.KILLS, 5L, Measure.KDA, 1_004L))
                .plus(sums(Map.of(Measure.GAMES, 5L, Measure.WINS, 4L, Measure.KILLS, 12L, Measure.KDA, 3_000L)));

        // Then 8 games: 5/8, 17/8 = 2.125 and 40.04/8 = 5.005
        assertThat(sums.winRate()).isEqualTo("62.50");
        assertThat(sums.average(Measure.KILLS)).isEqualTo("2.13");
        assertThat(sums.average(Measure.KDA)).isEqualTo("5.01");
    }

    @Test
    void aNegativeSumIsRoundedAwayFromZeroAsTheJobDoes() {
        // Given a player whose producer wrote a damage below zero
        Sums sums = sums(Map.of(Measure.GAMES, 2L, Measure.DAMAGE_PER_MINUTE, -1L));

        // Then -0.005
        assertThat(sums.average(Measure.DAMAGE_PER_MINUTE)).isEqualTo("-0.01");
    }

    @Test
    void doNotOverflowWithoutAWord() {
        Sums large = sums(Map.of(Measure.GOLD_EARNED, Long.MAX_VALUE));
        assertThatThrownBy(() -> large.plus(large)).isInstanceOf(ArithmeticException.class);
    }

    private static Sums sums(Map<Measure, Long> values) {
        return Sums.of(measure -> values.getOrDefault(measure, 0L));
    }
}
