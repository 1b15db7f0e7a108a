package dev.lolbatch.job;

import static dev.lolbatch.job.Rows.dataset;
import static dev.lolbatch.job.Rows.decimal;
import static dev.lolbatch.job.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalSpark.class)
class ViewSumsTest {
    private static final String PARTICIPANTS =
            "champion_name STRING, position STRING, win BOOLEAN, kills INT, deaths INT,"
                    + " assists INT, kda_calculated DECIMAL(18,2), gold_per_minute DECIMAL(18,2), damage_per_minute DECIMAL(18,2),"
                    + " remake BOOLEAN";
    private static final Row AHRI_WON =
            row("Ahri", "MIDDLE", true, 5, 2, 3, decimal("4.00"), decimal("400.01"), decimal("700.10"), false);
    private static final Row AHRI_LOST =
            row("Ahri", "MIDDLE", false, 2, 4, 2, decimal("1.00"), decimal("300.00"), decimal("500.00"), false);
    private static final Row AHRI_TOP =
            row("Ahri", "TOP", null, 0, 0, 0, decimal("0.00"), decimal("100.00"), null, false);
    private static final Row ZED_REMADE =
            row("Zed", "MIDDLE", true, 0, 0, 0, decimal("0.00"), decimal("90.00"), decimal("0.00"), true);

    @Test
    void remakesAreLeftOut(SparkSession spark) {
        // Given
        Dataset<Row> rows = dataset(spark, PARTICIPANTS, AHRI_WON, ZED_REMADE, AHRI_WON);

        // When
        Dataset<Row> result = ViewSums.filterRemakesOut(rows);

        // Then
        assertThat(result.collectAsList()).containsExactlyInAnyOrder(AHRI_WON, AHRI_WON);
    }

    @Test
    void sumsByChampionAndPosition(SparkSession spark) {
        // Given
        Dataset<Row> rows = dataset(spark, PARTICIPANTS, AHRI_WON, AHRI_LOST, AHRI_TOP);

        // When
        Dataset<Row> sums = ViewSums.sums(rows);

        // Then
        assertThat(sums.collectAsList())
                .containsExactlyInAnyOrder(
                        row(
                                "Ahri",
                                "MIDDLE",
                                2L,
                                1L,
                                7L,
                                6L,
                                5L,
                                decimal("5.00"),
                                decimal("700.01"),
                                decimal("1200.10")),
                        row("Ahri", "TOP", 1L, 0L, 0L, 0L, 0L, decimal("0.00"), decimal("100.00"), decimal("0.00")));
    }

    @Test
    void championStatsAreAveragesRoundedOnce(SparkSession spark) {
        // Given
        Dataset<Row> sums = ViewSums.sums(dataset(spark, PARTICIPANTS, AHRI_WON, AHRI_LOST, AHRI_TOP));

        // When
        Dataset<Row> stats = ViewSums.championStats(sums);

        // Then
        assertThat(stats.columns())
                .containsExactly(
                        "champion_name",
                        "games_played",
                        "win_rate",
                        "avg_kills",
                        "avg_deaths",
                        "avg_assists",
                        "avg_kda",
                        "avg_gpm",
                        "avg_dpm");
        assertThat(stats.collectAsList())
                .containsExactly(row(
                        "Ahri",
                        3L,
                        decimal("33.33"),
                        decimal("2.33"),
                        decimal("2.00"),
                        decimal("1.67"),
                        decimal("1.67"),
                        decimal("266.67"),
                        decimal("400.03")));
    }

    @Test
    void positionStatsAreAveragesRoundedOnce(SparkSession spark) {
        // Given
        Dataset<Row> sums = ViewSums.sums(dataset(spark, PARTICIPANTS, AHRI_WON, AHRI_LOST, AHRI_TOP));

        // When
        Dataset<Row> stats = ViewSums.positionStats(sums);

        // Then
        assertThat(stats.columns()).containsExactly("position", "games_played", "win_rate", "avg_kda", "avg_gpm");
        assertThat(stats.collectAsList())
                .containsExactlyInAnyOrder(
                        row("MIDDLE", 2L, decimal("50.00"), decimal("2.50"), decimal("350.01")),
                        row("TOP", 1L, decimal("0.00"), decimal("0.00"), decimal("100.00")));
    }
}
