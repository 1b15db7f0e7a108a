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
    void unifiesNames(String came, String expected, SparkSession spark) {
        // When
        Row position = Positions.withPosition(dataset(spark, "position STRING", row(came)))
                .first();

        // Then
        assertThat(position).isEqualTo(row(expected));
    }
}
