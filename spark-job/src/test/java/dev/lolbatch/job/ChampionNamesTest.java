package dev.lolbatch.job;

import static dev.lolbatch.job.Rows.dataset;
import static dev.lolbatch.job.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(LocalSpark.class)
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
    void givesEachChampionOneName(String came, String expected, SparkSession spark) {
        // Given
        ChampionNames names = ChampionNames.load();

        // When
        Row name = names.withChampionName(dataset(spark, "champion_name STRING", row(came)))
                .first();

        // Then
        assertThat(name).isEqualTo(row(expected));
    }
}
