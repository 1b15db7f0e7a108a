package dev.lolbatch.job;

import static dev.lolbatch.job.Rows.decimal;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ViewStatisticsTest {
    private static final CubePart PART = new CubePart(
            Map.of(
                    new CubeKey(420, "MIDDLE", "Ahri"), sums(1, 1, 7, 5, 5, 500, 70_001, 120_010),
                    new CubeKey(450, "MIDDLE", "Ahri"), sums(1, 0, 0, 1, 0, 0, 0, 0),
                    new CubeKey(420, "TOP", "Ahri"), sums(1, 0, 0, 0, 0, 0, 10_000, 0)),
            Map.of(420, 2L, 450, 1L));

    @Test
    void championStatsAreAveragesRoundedOnce() {
        assertThat(ViewStatistics.CHAMPION_COLUMNS)
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
        assertThat(ViewStatistics.champions(PART))
                .containsExactly(List.of(
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
    void positionStatsAreAveragesRoundedOnce() {
        assertThat(ViewStatistics.POSITION_COLUMNS)
                .containsExactly("position", "games_played", "win_rate", "avg_kda", "avg_gpm");
        assertThat(ViewStatistics.positions(PART))
                .containsExactly(
                        List.of("MIDDLE", 2L, decimal("50.00"), decimal("2.50"), decimal("350.01")),
                        List.of("TOP", 1L, decimal("0.00"), decimal("0.00"), decimal("100.00")));
    }

    private static Sums sums(
            long games, long wins, long kills, long deaths, long assists, long kda, long gold, long damage) {
        return Sums.of(Map.of(
                Measure.GAMES, games,
                Measure.WINS, wins,
                Measure.KILLS, kills,
                Measure.DEATHS, deaths,
                Measure.ASSISTS, assists,
                Measure.KDA, kda,
                Measure.GOLD_PER_MINUTE, gold,
                Measure.DAMAGE_PER_MINUTE, damage));
    }
}
