package dev.lolbatch.job;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The rows of {@code champion_stats} and {@code position_stats}: averages of a cube's sums, each rounded once. */
final class ViewStatistics {
    /** Columns of {@code champion_stats}, but for {@code last_updated}; the first is its key. */
    static final List<String> CHAMPION_COLUMNS = List.of(
            "champion_name",
            "games_played",
            "win_rate",
            "avg_kills",
            "avg_deaths",
            "avg_assists",
            "avg_kda",
            "avg_gpm",
            "avg_dpm");

    /** Columns of {@code position_stats}, but for {@code last_updated}; the first is its key. */
    static final List<String> POSITION_COLUMNS = List.of("position", "games_played", "win_rate", "avg_kda", "avg_gpm");

    private ViewStatistics() {}

    /** A row of {@link #CHAMPION_COLUMNS} for each champion. */
    static List<List<Object>> champions(CubePart part) {
        List<List<Object>> rows = new ArrayList<>();
        sumsBy(part, CubeKey::championName)
                .forEach((champion, sums) -> rows.add(List.of(
                        champion,
                        sums.games(),
                        winRate(sums),
                        average(sums, Measure.KILLS),
                        average(sums, Measure.DEATHS),
                        average(sums, Measure.ASSISTS),
                        average(sums, Measure.KDA),
                        average(sums, Measure.GOLD_PER_MINUTE),
                        average(sums, Measure.DAMAGE_PER_MINUTE))));
        return rows;
    }

    /** A row of {@link #POSITION_COLUMNS} for each position. */
    static List<List<Object>> positions(CubePart part) {
        List<List<Object>> rows = new ArrayList<>();
        sumsBy(part, CubeKey::position)
                .forEach((position, sums) -> rows.add(List.of(
                        position,
                        sums.games(),
                        winRate(sums),
                        average(sums, Measure.KDA),
                        average(sums, Measure.GOLD_PER_MINUTE))));
        return rows;
    }

    private static Map<String, Sums> sumsBy(CubePart part, Function<CubeKey, String> key) {
        Map<String, Sums> sums = new TreeMap<>();
        part.cells().forEach((cell, value) -> sums.merge(key.apply(cell), value, Sums::plus));
        return sums;
    }

    private static BigDecimal winRate(Sums sums) {
        return perGame(BigDecimal.valueOf(sums.of(Measure.WINS)).movePointRight(2), sums);
    }

    private static BigDecimal average(Sums sums, Measure measure) {
        return perGame(sums.decimal(measure), sums);
    }

    private static BigDecimal perGame(BigDecimal sum, Sums sums) {
        return sum.divide(BigDecimal.valueOf(sums.games()), 2, RoundingMode.HALF_UP);
    }
}
