package dev.lolbatch.orchestrator.stats;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Counts and sums over participants. They add up exactly and in any order; averages are derived from the last sum, and rounded
 * once.
 *
 * @param kda sum of the participants' own figures, each of scale 2; likewise gold and damage per minute
 */
public record CubeSums(
        long games,
        long wins,
        long kills,
        long deaths,
        long assists,
        BigDecimal kda,
        BigDecimal goldPerMinute,
        BigDecimal damagePerMinute) {
    private static final int SCALE = 2;

    CubeSums plus(CubeSums other) {
        return new CubeSums(
                games + other.games,
                wins + other.wins,
                kills + other.kills,
                deaths + other.deaths,
                assists + other.assists,
                kda.add(other.kda),
                goldPerMinute.add(other.goldPerMinute),
                damagePerMinute.add(other.damagePerMinute));
    }

    /** Percent of the games. */
    BigDecimal winRate() {
        return perGame(BigDecimal.valueOf(wins).movePointRight(2));
    }

    BigDecimal averageKills() {
        return perGame(BigDecimal.valueOf(kills));
    }

    BigDecimal averageDeaths() {
        return perGame(BigDecimal.valueOf(deaths));
    }

    BigDecimal averageAssists() {
        return perGame(BigDecimal.valueOf(assists));
    }

    BigDecimal averageKda() {
        return perGame(kda);
    }

    BigDecimal averageGoldPerMinute() {
        return perGame(goldPerMinute);
    }

    BigDecimal averageDamagePerMinute() {
        return perGame(damagePerMinute);
    }

    private BigDecimal perGame(BigDecimal sum) {
        return sum.divide(BigDecimal.valueOf(games), SCALE, RoundingMode.HALF_UP);
    }
}
