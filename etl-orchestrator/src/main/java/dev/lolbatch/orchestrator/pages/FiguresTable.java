package dev.lolbatch.orchestrator.pages;

import dev.lolbatch.orchestrator.stats.Figure;
import dev.lolbatch.orchestrator.stats.Figures;
import dev.lolbatch.orchestrator.stats.RowRequest;
import dev.lolbatch.orchestrator.stats.StatsRow;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A table of figures, a row a champion, position, patch or day.
 *
 * @param id of the element, by which charts find it
 * @param caption what it is about
 * @param name the head of the first column
 * @param columns the heads of the others
 */
record FiguresTable(String id, String caption, Head name, List<Head> columns, List<Row> rows) {
    private static final int LONG = 25;

    /**
     * The head of a column.
     *
     * @param id by which charts find it
     * @param sortUrl the page, sorted by it; empty where a table has one order only
     * @param sort as aria-sort says it; empty when it is not sorted by this column
     */
    record Head(String id, String title, String hint, Optional<String> sortUrl, Optional<String> sort) {
        public boolean isRate() {
            return id.equals(Figure.WIN_RATE.toString());
        }
    }

    /**
     * A row.
     *
     * @param url of a page about it; empty when there is none
     * @param change against the patch before; empty where there are not both
     */
    record Row(String name, Optional<String> url, List<Cell> cells, Optional<Change> change, WinRateBar bar) {}

    /** What stands in a cell, and the figure that it was made from. */
    record Cell(String text, String value, boolean isRate) {}

    /** How the win rate and the pick rate have changed. */
    record Change(String winRate, String pickRate, String patches, String direction) {
        static Change of(Figures.Change change) {
            int sign = change.winRate().signum();
            return new Change(
                    Shown.points(change.winRate()),
                    Shown.points(change.pickRate()),
                    "from patch " + change.previousPatch() + " to " + change.patch() + ", "
                            + change.previousGamesPlayed() + " games before",
                    sign > 0 ? "up" : sign < 0 ? "down" : "same");
        }
    }

    /** A table whose columns the page can be sorted by. */
    static FiguresTable sortable(
            String id, String caption, String name, List<Column> columns, List<StatsRow> rows, Links links) {
        return new FiguresTable(
                id,
                caption,
                links.head(Figure.NAME, name, "By name"),
                columns.stream()
                        .map(column -> links.head(column.figure(), column.title(), column.hint()))
                        .toList(),
                rows.stream().map(row -> row(row, columns, links.names())).toList());
    }

    /** A table in the order of its rows. */
    static FiguresTable fixed(
            String id,
            String caption,
            String name,
            List<Column> columns,
            List<StatsRow> rows,
            Function<StatsRow, Name> names) {
        return new FiguresTable(
                id,
                caption,
                new Head(Figure.NAME.toString(), name, "", Optional.empty(), Optional.empty()),
                columns.stream()
                        .map(column -> new Head(
                                column.figure().toString(),
                                column.title(),
                                column.hint(),
                                Optional.empty(),
                                Optional.empty()))
                        .toList(),
                rows.stream().map(row -> row(row, columns, names)).toList());
    }

    /** Whether it is longer than most screens. */
    public boolean isLong() {
        return rows.size() > LONG;
    }

    /** Whether a row has a change to show. */
    public boolean hasChanges() {
        return rows.stream().anyMatch(row -> row.change().isPresent());
    }

    /** How a row is named, and where that leads. */
    record Name(String text, Optional<String> url) {
        static Name plain(StatsRow row) {
            return new Name(row.name(), Optional.empty());
        }
    }

    /** Where heads and names lead. */
    record Links(PageQuery query, RowRequest request, Function<StatsRow, Name> names) {
        private Head head(Figure figure, String title, String hint) {
            boolean isSorted = request.sort() == figure;
            Figure.Order next = isSorted ? opposite(request.order()) : figure.usualOrder();
            String url = query.with("sort", figure.toString())
                    .with("order", next.name().toLowerCase(Locale.ROOT))
                    .url();
            return new Head(
                    figure.toString(),
                    title,
                    hint,
                    Optional.of(url),
                    isSorted
                            ? Optional.of(request.order() == Figure.Order.ASC ? "ascending" : "descending")
                            : Optional.empty());
        }

        private static Figure.Order opposite(Figure.Order order) {
            return order == Figure.Order.ASC ? Figure.Order.DESC : Figure.Order.ASC;
        }
    }

    private static Row row(StatsRow row, List<Column> columns, Function<StatsRow, Name> names) {
        Name name = names.apply(row);
        Figures figures = row.figures();
        return new Row(
                name.text(),
                name.url(),
                columns.stream()
                        .map(column -> new Cell(column.text(figures), column.value(figures), column == Column.WIN_RATE))
                        .toList(),
                figures.change().map(Change::of),
                WinRateBar.of(figures));
    }
}
