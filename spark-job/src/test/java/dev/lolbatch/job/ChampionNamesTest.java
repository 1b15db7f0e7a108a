package dev.lolbatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChampionNamesTest {
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "FiddleSticks,Fiddlesticks",
        "fiddlesticks,Fiddlesticks",
        "Fiddlesticks,Fiddlesticks",
        "Cho''Gath,Chogath",
        "LeBlanc,Leblanc",
        "Dr. Mundo,DrMundo",
        "lee sin,LeeSin",
        "Wukong,MonkeyKing",
        "Nunu & Willump,Nunu",
        "Renata Glasc,Renata",
        "KSANTE,KSante",
        "Kai’Sa,Kaisa",
        "' Ahri ',Ahri",
        "' Some New One ',Some New One"
    })
    void givesEachChampionOneName(String came, String expected) {
        // Given
        ChampionNames names = ChampionNames.load();

        // When / Then
        assertThat(names.unified(came)).isEqualTo(expected);
    }
}
