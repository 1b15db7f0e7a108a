package dev.lolbatch.orchestrator.stats;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The statistics of one version of the view over all published dates, in the order in which people read them: the most played
 * first, equals by name.
 */
record PublishedStats(ViewVersion version, List<ChampionStats> champions, List<PositionStats> positions) {
    private static final Comparator<ChampionStats> CHAMPIONS =
            Comparator.comparingLong(ChampionStats::gamesPlayed).reversed().thenComparing(ChampionStats::championName);
    private static final Comparator<PositionStats> POSITIONS =
            Comparator.comparingLong(PositionStats::gamesPlayed).reversed().thenComparing(PositionStats::position);

    PublishedStats {
        champions = List.copyOf(champions);
        positions = List.copyOf(positions);
    }

    static PublishedStats of(ViewVersion version, List<CubeRow> rows) {
        Instant publishedAt = version.publishedAt();
        return new PublishedStats(
                version,
                totals(rows, CubeRow::championName).entrySet().stream()
                        .map(total -> champion(total.getKey(), total.getValue(), publishedAt))
                        .sorted(CHAMPIONS)
                        .toList(),
                totals(rows, CubeRow::position).entrySet().stream()
                        .map(total -> position(total.getKey(), total.getValue(), publishedAt))
                        .sorted(POSITIONS)
                        .toList());
    }

    private static Map<String, CubeSums> totals(List<CubeRow> rows, Function<CubeRow, String> key) {
        return rows.stream().collect(Collectors.toMap(key, CubeRow::sums, CubeSums::plus));
    }

    private static ChampionStats champion(String name, CubeSums total, Instant publishedAt) {
        return new ChampionStats(
                name,
                total.games(),
                total.winRate(),
                total.averageKills(),
                total.averageDeaths(),
                total.averageAssists(),
                total.averageKda(),
                total.averageGoldPerMinute(),
                total.averageDamagePerMinute(),
                publishedAt);
    }

    private static PositionStats position(String position, CubeSums total, Instant publishedAt) {
        return new PositionStats(
                position,
                total.games(),
                total.winRate(),
                total.averageKda(),
                total.averageGoldPerMinute(),
                publishedAt);
    }
}
