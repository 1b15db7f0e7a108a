package dev.lolbatch.job;

import static dev.lolbatch.job.Rows.dataset;
import static dev.lolbatch.job.Rows.decimal;
import static dev.lolbatch.job.Rows.row;
import static dev.lolbatch.job.Rows.select;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalSpark.class)
class FeaturesTest {
    private static final LocalDate DAY = LocalDate.parse("2026-01-13");
    private static final String TEAMS =
            "match_date DATE, match_id STRING, team_id INT, subteam_id INT, kills INT, assists INT, removed_by STRING";

    @Test
    void kdaDividesByDeathsUnlessThereAreNone(SparkSession spark) {
        // Given
        Dataset<Row> rows = dataset(
                spark,
                "kills INT, deaths INT, assists INT, kda DOUBLE",
                row(7, 0, 5, 12.0),
                row(7, 3, 3, 3.335),
                row(0, 0, 0, 0.0),
                row(1, 8, 0, 2.675),
                row(1, 1, 1, Double.NaN),
                row(1, 1, 1, null));

        // When
        Dataset<Row> result = Features.withKda(rows);

        // Then
        assertThat(select(result, "kda", "kda_calculated"))
                .containsExactlyInAnyOrder(
                        row(decimal("12.00"), decimal("12.00")),
                        row(decimal("3.34"), decimal("3.33")),
                        row(decimal("0.00"), decimal("0.00")),
                        row(decimal("2.68"), decimal("0.13")),
                        row(null, decimal("2.00")),
                        row(null, decimal("2.00")));
    }

    @Test
    void ratesArePerMinuteOfTheDuration(SparkSession spark) {
        // Given
        Dataset<Row> rows = dataset(
                spark,
                "gold_earned INT, total_damage INT, cs INT, match_duration INT",
                row(12_345, 20_001, 187, 1_801),
                row(Integer.MAX_VALUE, -1, null, 7));

        // When
        Dataset<Row> result = Features.withPerMinute(rows);

        // Then
        assertThat(select(result, "gold_per_minute", "damage_per_minute", "cs_per_minute"))
                .containsExactlyInAnyOrder(
                        row(decimal("411.27"), decimal("666.33"), decimal("6.23")),
                        row(decimal("18407002688.57"), decimal("-8.57"), null));
    }

    @Test
    void killParticipationIsATenthOfTakedowns(SparkSession spark) {
        // Given
        Dataset<Row> rows = dataset(spark, "kills INT, assists INT", row(3, 14), row(0, 0));

        // When
        Dataset<Row> result = Features.withKillParticipation(rows);

        // Then
        assertThat(select(result, "kill_participation"))
                .containsExactlyInAnyOrder(row(decimal("1.70")), row(decimal("0.00")));
    }

    @Test
    void teamKillParticipationIsOfTheTeamInThatMatch(SparkSession spark) {
        // Given two matches, so that equal team ids must not mix, and rows that are removed, by a rule or as duplicates
        Dataset<Row> rows = dataset(
                spark,
                TEAMS,
                row(DAY, "A", 100, null, 4, 2, null),
                row(DAY, "A", 100, 0, 2, 1, null),
                row(DAY, "A", 200, 0, 0, 0, null),
                row(DAY, "B", 100, null, 1, 0, null),
                row(DAY, "B", 100, null, 3, 0, "invalid_gold"),
                row(DAY, "B", 100, null, -3, 0, "invalid_kills"),
                row(DAY, "B", 100, null, 8, 0, "duplicate"),
                row(DAY.plusDays(1), "A", 100, null, 9, 0, null));

        // When
        Dataset<Row> result = Features.withTeamKillParticipation(rows);

        // Then
        assertThat(select(
                        result.where("removed_by IS NULL"),
                        "match_date",
                        "match_id",
                        "team_id",
                        "kills",
                        "team_kill_participation"))
                .containsExactlyInAnyOrder(
                        row(DAY, "A", 100, 4, decimal("1.00")),
                        row(DAY, "A", 100, 2, decimal("0.50")),
                        row(DAY, "A", 200, 0, decimal("0.00")),
                        row(DAY, "B", 100, 1, decimal("0.25")),
                        row(DAY.plusDays(1), "A", 100, 9, decimal("1.00")));
    }

    @Test
    void arenaTeamsAreSubteams(SparkSession spark) {
        // Given subteams that cross the two team ids, and share numbers with them
        Dataset<Row> rows = dataset(
                spark,
                TEAMS,
                row(DAY, "A", 100, 1, 3, 1, null),
                row(DAY, "A", 200, 1, 1, 2, null),
                row(DAY, "A", 100, 2, 5, 0, null),
                row(DAY, "A", 100, 100, 2, 0, null),
                row(DAY, "A", 100, 0, 7, 0, null));

        // When
        Dataset<Row> result = Features.withTeamKillParticipation(rows);

        // Then
        assertThat(select(result, "subteam_id", "kills", "team_kill_participation"))
                .containsExactlyInAnyOrder(
                        row(1, 3, decimal("1.00")),
                        row(1, 1, decimal("0.75")),
                        row(2, 5, decimal("1.00")),
                        row(100, 2, decimal("1.00")),
                        row(0, 7, decimal("1.00")));
    }

    @Test
    void patchIsTheFirstTwoNumbersOfTheVersion(SparkSession spark) {
        // Given
        Dataset<Row> rows = dataset(
                spark,
                "game_version STRING",
                row("15.13.691.9951"),
                row("14.7"),
                row("preseason"),
                row(""),
                row((Object) null));

        // When
        Dataset<Row> result = Features.withPatch(rows);

        // Then
        assertThat(select(result, "patch"))
                .containsExactlyInAnyOrder(
                        row("15.13"), row("14.7"), row((Object) null), row((Object) null), row((Object) null));
    }

    @Test
    void remakeIsWhatTheProducerCallsEarlySurrender(SparkSession spark) {
        // Given
        Dataset<Row> rows = dataset(spark, "early_surrender BOOLEAN", row(true), row(false), row((Object) null));

        // When
        Dataset<Row> result = Features.withRemake(rows);

        // Then
        assertThat(select(result, "remake")).containsExactlyInAnyOrder(row(true), row(false), row(false));
    }
}
