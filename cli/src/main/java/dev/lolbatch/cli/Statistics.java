package dev.lolbatch.cli;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Rows of statistics, as the orchestrator shows them, and what they stand on.
 *
 * @param rows of champions or of positions
 */
record Statistics(Basis basis, @JsonAlias({"champions", "positions"}) List<Row> rows) {
    /**
     * What figures stand on.
     *
     * @param publishedAt empty when nothing is
     * @param dates how many match dates
     */
    record Basis(
            Optional<Instant> publishedAt,
            Optional<LocalDate> firstDate,
            Optional<LocalDate> lastDate,
            int dates,
            long matches,
            long participants) {}

    /**
     * The figures of a champion, a position, a patch or a day.
     *
     * @param name whose they are
     * @param winRate percent of the games
     * @param winRateLow lower end of its 95 % interval
     * @param winRateHigh upper end
     * @param pickRate games in a hundred matches
     * @param avgGpm gold per minute
     * @param avgDpm damage per minute
     * @param avgCspm minions and monsters per minute
     * @param change from the patch before to the newest
     */
    record Row(
            @JsonAlias({"champion_name", "position", "patch", "date"}) String name,
            long gamesPlayed,
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
            Optional<Change> change) {}

    /**
     * How two patches differ.
     *
     * @param winRate percentage points
     */
    record Change(String patch, String previousPatch, BigDecimal winRate) {}

    /**
     * What one champion or position is split by; its own figures stand beside this, a {@link Row}.
     *
     * @param split by position, or by champion
     * @param patches newest first
     * @param days newest first
     */
    record Profile(
            Basis basis, @JsonAlias({"champions", "positions"}) List<Row> split, List<Row> patches, List<Row> days) {}
}
