package dev.lolbatch.orchestrator.stats;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * One champion over all published dates; the names are the table's. Decimals have scale 2.
 *
 * @param winRate percent of the games
 * @param avgGpm gold per minute
 * @param avgDpm damage to champions per minute
 * @param lastUpdated when these figures were published
 */
public record ChampionStats(
        String championName,
        long gamesPlayed,
        BigDecimal winRate,
        BigDecimal avgKills,
        BigDecimal avgDeaths,
        BigDecimal avgAssists,
        BigDecimal avgKda,
        BigDecimal avgGpm,
        BigDecimal avgDpm,
        Instant lastUpdated) {}
