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
 * @param tiles further figures
 */
record Summary(
        String name,
        long games,
        long wins,
        String winRate,
        String interval,
        WinRateBar bar,
        Optional<Change> change,
        List<Tile> tiles) {
    /** A figure and what it is called. */
    record Tile(String title, String hint, String text) {}

    static Summary of(StatsRow row, List<Column> columns) {
        Figures figures = row.figures();
        return new Summary(
                row.name(),
                figures.gamesPlayed(),
                figures.wins(),
                Shown.percent(figures.winRate()),
                Shown.percent(figures.winRateLow()) + " to " + Shown.percent(figures.winRateHigh()),
                WinRateBar.of(figures),
                figures.change().map(Change::of),
                columns.stream()
                        .filter(Column::isInSummaries)
                        .map(column -> new Tile(column.title(), column.hint(), column.text(figures)))
                        .toList());
    }
}
