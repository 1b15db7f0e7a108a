package dev.lolbatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PositionsTest {
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "TOP,TOP",
        "top,TOP",
        "' Jungle ',JUNGLE",
        "JGL,JUNGLE",
        "MID,MIDDLE",
        "middle,MIDDLE",
        "bot,BOTTOM",
        "ADC,BOTTOM",
        "BOTTOM,BOTTOM",
        "Support,UTILITY",
        "SUP,UTILITY",
        "UTILITY,UTILITY",
        "'',NONE",
        "'  ',NONE",
        ",NONE",
        "Invalid,NONE",
        "NONE,NONE",
        "roaming,ROAMING"
    })
    void unifiesNames(String came, String expected) {
        assertThat(Positions.unified(came)).isEqualTo(expected);
    }
}
