package dev.lolbatch.orchestrator.stats;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * One position over all published dates; the names are the table's. Decimals have scale 2.
 *
 * @param position {@code TOP, JUNGLE, MIDDLE, BOTTOM, UTILITY}, or {@code NONE} in modes without positions
 * @param winRate percent of the games
 * @param avgGpm gold per minute
 * @param lastUpdated when these figures were published
 */
public record PositionStats(
        String position,
        long gamesPlayed,
        BigDecimal winRate,
        BigDecimal avgKda,
        BigDecimal avgGpm,
        Instant lastUpdated) {}
