package dev.lolbatch.job;

import static dev.lolbatch.job.Rows.decimal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExactDecimalTest {
    @ParameterizedTest(name = "{0} / {1} = {2}")
    @CsvSource({"1,8,0.13", "-1,8,-0.13", "1,3,0.33", "-1,3,-0.33", "2,3,0.67", "0,7,0.00", "5,1,5.00"})
    void roundsHalfAwayFromZero(long numerator, long denominator, BigDecimal quotient) {
        assertThat(ExactDecimal.quotient(numerator, denominator)).isEqualTo(quotient);
    }

    @Test
    void doesNotRoundTwice() {
        // 0.00499999975: six places first would make it 0.005, and then 0.01
        assertThat(ExactDecimal.quotient(19_999_999, 4_000_000_000L)).isEqualTo(decimal("0.00"));
    }

    @Test
    void equalsBigDecimalOnRandomFractions() {
        // Given
        Random random = new Random(20260113);

        for (int i = 0; i < 20_000; i++) {
            long numerator = random.nextLong(-5_000_000, 5_000_000);
            long denominator = 1 + random.nextLong(4_000);

            // When / Then
            assertThat(ExactDecimal.quotient(numerator, denominator))
                    .isEqualTo(BigDecimal.valueOf(numerator)
                            .divide(BigDecimal.valueOf(denominator), 2, RoundingMode.HALF_UP));
        }
    }

    @Test
    void holdsTheLargestPerMinuteAndNothingThatOverflows() {
        // The largest int of gold in a match of one second
        assertThat(ExactDecimal.quotient(Integer.MAX_VALUE * 60L, 1)).isEqualTo(decimal("128849018820.00"));
        assertThatThrownBy(() -> ExactDecimal.quotient(Long.MAX_VALUE, 1)).isInstanceOf(ArithmeticException.class);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "12.0,12.00",
        "3.335,3.34",
        "2.675,2.68",
        "-0.005,-0.01",
        "0.0,0.00",
        "9999999999999998.0,9999999999999998.00",
        "1.0E16,",
        "NaN,",
        "Infinity,",
        ","
    })
    void roundsWhatAProducerHasTold(Double came, BigDecimal expected) {
        assertThat(ExactDecimal.of(came)).isEqualTo(expected);
    }
}
