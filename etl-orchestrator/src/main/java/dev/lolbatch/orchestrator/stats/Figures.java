package dev.lolbatch.orchestrator.stats;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Figures of some games. Decimals have scale 2; averages are of a game.
 *
 * @param winRate percent of the games
 * @param winRateLow lower end of the win rate's 95 % Wilson interval
 * @param winRateHigh its upper end
 * @param pickRate games in a hundred matches of the selection; more than 100 where a match has several of them
 * @param avgGpm gold per minute
 * @param avgDpm damage to champions per minute
 * @param avgCspm minions and monsters per minute
 * @param avgKillParticipation as the guide defines it: kills and assists, divided by the ten players of a match
 * @param avgTeamKillParticipation kills and assists, divided by the kills of the team
 * @param change from the patch before to the newest one; empty where there are not both
 */
public record Figures(
        long gamesPlayed,
        long wins,
        BigDecimal winRate,
        BigDecimal winRateLow,
        BigDecimal winRateHigh,
        BigDecimal pickRate,
        BigDecimal avgKills,
        BigDecimal avgDeaths,
        BigDecimal avgAssists,
        BigDecimal avgKda,
        BigDecimal avgGpm,
        BigDecimal avgDpm,
        BigDecimal avgCspm,
        BigDecimal avgKillParticipation,
        BigDecimal avgTeamKillParticipation,
        BigDecimal avgGold,
        BigDecimal avgDamage,
        BigDecimal avgCs,
        BigDecimal avgVisionScore,
        BigDecimal avgDurationSeconds,
        Optional<Change> change) {
    /**
     * How two patches differ.
     *
     * @param patch the newer one
     * @param previousPatch the older one
     * @param winRate percentage points
     * @param pickRate percentage points
     */
    public record Change(
            String patch, String previousPatch, BigDecimal winRate, BigDecimal pickRate, long previousGamesPlayed) {}

    /**
     * @param sums of at least one game
     * @param matches of the selection, at least one
     */
    static Figures of(Sums sums, long matches, Optional<Change> change) {
        WilsonInterval interval = WilsonInterval.of(sums.wins(), sums.games());
        return new Figures(
                sums.games(),
                sums.wins(),
                sums.winRate(),
                interval.low(),
                interval.high(),
                Sums.percent(sums.games(), matches),
                sums.average(Measure.KILLS),
                sums.average(Measure.DEATHS),
                sums.average(Measure.ASSISTS),
                sums.average(Measure.KDA),
                sums.average(Measure.GOLD_PER_MINUTE),
                sums.average(Measure.DAMAGE_PER_MINUTE),
                sums.average(Measure.CS_PER_MINUTE),
                sums.average(Measure.KILL_PARTICIPATION),
                sums.average(Measure.TEAM_KILL_PARTICIPATION),
                sums.average(Measure.GOLD_EARNED),
                sums.average(Measure.TOTAL_DAMAGE),
                sums.average(Measure.CS),
                sums.average(Measure.VISION_SCORE),
                sums.average(Measure.DURATION_SECONDS),
                change);
    }
}
