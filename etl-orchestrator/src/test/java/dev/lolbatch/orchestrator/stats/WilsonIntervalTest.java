package dev.lolbatch.orchestrator.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the table of Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998), method 3. */
class WilsonIntervalTest {
    @ParameterizedTest
    @CsvSource({"81, 263, 25.53, 36.62", "15, 148, 6.24, 16.05", "0, 20, 0.00, 16.11", "1, 29, 0.61, 17.18"})
    void isThatOfThePublishedTable(long wins, long games, String low, String high) {
        assertThat(WilsonInterval.of(wins, games))
                .isEqualTo(new WilsonInterval(new BigDecimal(low), new BigDecimal(high)));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "7, 7", "1000000, 1000000"})
    void reachesTheEndOfTheScaleAndNotBeyond(long wins, long games) {
        assertThat(WilsonInterval.of(wins, games).high()).isEqualTo("100.00");
        assertThat(WilsonInterval.of(0, games).low()).isEqualTo("0.00");
    }
}
