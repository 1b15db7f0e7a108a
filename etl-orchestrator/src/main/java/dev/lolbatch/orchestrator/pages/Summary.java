package dev.lolbatch.orchestrator.pages;

import dev.lolbatch.orchestrator.pages.FiguresTable.Change;
import dev.lolbatch.orchestrator.stats.Figures;
import dev.lolbatch.orchestrator.stats.StatsRow;
import java.util.List;
import java.util.Optional;

/**
 * The figures of one champion or position, for the head of its page.
 *
 * @param name as in the views
 * @param averages of a game
 */
record Summary(
        String name,
        long games,
        long wins,
        String winRate,
        String interval,
        String pickRate,
        WinRateBar bar,
        Optional<Change> change,
        List<Average> averages) {
    /** An average and what it is called. */
    record Average(String title, String hint, String text) {}

    static Summary of(StatsRow row) {
        Figures figures = row.figures();
        return new Summary(
                row.name(),
                figures.gamesPlayed(),
                figures.wins(),
                Shown.percent(figures.winRate()),
                Shown.percent(figures.winRateLow()) + " to " + Shown.percent(figures.winRateHigh()),
                Shown.percent(figures.pickRate()),
                WinRateBar.of(figures),
                figures.change().map(Change::of),
                Column.AVERAGES.stream()
                        .map(column -> new Average(column.title(), column.hint(), column.text(figures)))
                        .toList());
    }
}
