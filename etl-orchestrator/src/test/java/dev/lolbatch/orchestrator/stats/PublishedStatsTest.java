package dev.lolbatch.orchestrator.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublishedStatsTest {
    private static final Instant AT = Instant.parse("2026-01-14T00:10:00Z");
    private static final ViewVersion VERSION = new ViewVersion("run-1", 7, AT, Map.of("*", "run-1"));

    @Test
    void sumsAddUpOverQueuesAndAveragesAreRoundedOnceHalfUp() {
        // Given two queues of one champion and position, and another position
        List<CubeRow> rows = List.of(
                row("Ahri", "MIDDLE", 1, 1, 3, 0, 4, "7.00", "400.01", "700.00"),
                row("Ahri", "MIDDLE", 2, 1, 2, 1, 1, "3.04", "800.00", "900.10"),
                row("Ahri", "NONE", 5, 3, 12, 4, 20, "30.00", "2000.03", "3400.05"));

        // When
        PublishedStats stats = PublishedStats.of(VERSION, rows);

        // Then 8 games: 62.5 %, 17/8 = 2.125 kills, 40.04/8 = 5.005, 3200.04/8 = 400.005, 5000.15/8 = 625.01875
        assertThat(stats.champions())
                .containsExactly(new ChampionStats(
                        "Ahri",
                        8,
                        decimal("62.50"),
                        decimal("2.13"),
                        decimal("0.63"),
                        decimal("3.13"),
                        decimal("5.01"),
                        decimal("400.01"),
                        decimal("625.02"),
                        AT));
        assertThat(stats.positions())
                .containsExactly(
                        new PositionStats("NONE", 5, decimal("60.00"), decimal("6.00"), decimal("400.01"), AT),
                        new PositionStats("MIDDLE", 3, decimal("66.67"), decimal("3.35"), decimal("400.00"), AT));
    }

    @Test
    void aSumWithoutZerosAtItsEndGivesTwoPlacesAllTheSame() {
        // When
        PublishedStats stats = PublishedStats.of(VERSION, List.of(row("Zed", "TOP", 2, 0, 1, 1, 1, "3", "8E+2", "1")));

        // Then
        assertThat(stats.champions())
                .containsExactly(new ChampionStats(
                        "Zed",
                        2,
                        decimal("0.00"),
                        decimal("0.50"),
                        decimal("0.50"),
                        decimal("0.50"),
                        decimal("1.50"),
                        decimal("400.00"),
                        decimal("0.50"),
                        AT));
    }

    @Test
    void aNegativeSumIsRoundedAwayFromZeroAsTheJobDoes() {
        // Given a player whose producer wrote a damage below zero
        PublishedStats stats =
                PublishedStats.of(VERSION, List.of(row("Zed", "TOP", 2, 0, 0, 0, 0, "0.00", "2.00", "-0.01")));

        // Then -0.005
        assertThat(stats.champions().get(0).avgDpm()).isEqualTo(decimal("-0.01"));
    }

    @Test
    void theMostPlayedComeFirstAndEqualsByName() {
        // When
        PublishedStats stats = PublishedStats.of(
                VERSION,
                List.of(
                        InMemoryViews.row("Zed", "TOP", 3),
                        InMemoryViews.row("Ahri", "NONE", 3),
                        InMemoryViews.row("Lux", "JUNGLE", 9),
                        InMemoryViews.row("Lux", "BOTTOM", 9)));

        // Then
        assertThat(stats.champions()).extracting(ChampionStats::championName).containsExactly("Lux", "Ahri", "Zed");
        assertThat(stats.positions())
                .extracting(PositionStats::position)
                .containsExactly("BOTTOM", "JUNGLE", "NONE", "TOP");
    }

    private static CubeRow row(
            String champion,
            String position,
            long games,
            long wins,
            long kills,
            long deaths,
            long assists,
            String kda,
            String gold,
            String damage) {
        return new CubeRow(
                champion,
                position,
                new CubeSums(games, wins, kills, deaths, assists, decimal(kda), decimal(gold), decimal(damage)));
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }
}
