package dev.lolbatch.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Help.Ansi;

/**
 * Rows of text in aligned columns: the first to the left, the others to the right when they are numbers. Where the width does not do, elastic columns are cut,
 * and then the last ones are left out, which is said.
 */
final class TextTable {
    private static final String GAP = "  ";
    /** What is left of an elastic column at least, so that one still knows what it is. */
    private static final int LEAST_CHARS = 12;

    private final List<String> header;
    private final Set<String> elastic = new HashSet<>();
    private final List<List<Cell>> rows = new ArrayList<>();

    TextTable(String... header) {
        this.header = List.of(header);
    }

    /** Columns that may be cut. */
    TextTable elastic(String... columns) {
        elastic.addAll(List.of(columns));
        return this;
    }

    /**
     * A cell in colour, where there are colours.
     *
     * @param style as picocli names them, such as {@code fg_green}
     */
    record Cell(String text, Ansi.Style style) {
        /** In no colour. */
        static Cell of(Object content) {
            return content instanceof Cell cell ? cell : new Cell(content.toString(), Ansi.Style.reset);
        }

        /** The state of a run or a date, in the colour of what it means. */
        static Cell ofState(String state) {
            return new Cell(
                    state,
                    switch (state) {
                        case "SUCCEEDED", "FRESH", "ready", "up" -> Ansi.Style.fg_green;
                        case "FAILED", "MISSING", "down" -> Ansi.Style.fg_red;
                        case "CANCELLED", "CANCELLING", "STALE", "not ready" -> Ansi.Style.fg_yellow;
                        default -> Ansi.Style.reset;
                    });
        }
    }

    /** @throws IllegalArgumentException when the row has not as many cells as the header */
    TextTable row(Object... cells) {
        if (cells.length != header.size()) {
            throw new IllegalArgumentException(
                    "Cannot add a row of %d cells: the table has %d columns".formatted(cells.length, header.size()));
        }
        rows.add(Arrays.stream(cells).map(Cell::of).toList());
        return this;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** All lines of any width and without colours, without a line break after the last. */
    String text() {
        return text(OptionalInt.empty(), Ansi.OFF);
    }

    /**
     * As {@link #text()}.
     *
     * @param width columns that there are
     */
    String text(OptionalInt width, Ansi ansi) {
        List<Integer> widths = fitted(width.orElse(Integer.MAX_VALUE));
        List<String> lines = new ArrayList<>();
        lines.add(line(header.stream().map(Cell::of).toList(), widths, ansi));
        rows.forEach(row -> lines.add(line(row, widths, ansi)));
        if (widths.size() < header.size()) {
            lines.add("(too narrow for " + String.join(", ", header.subList(widths.size(), header.size())) + ")");
        }
        return String.join("\n", lines);
    }

    /** Widths of the columns that there is room for. */
    private List<Integer> fitted(int width) {
        int columns = header.size();
        while (columns > 1 && total(widths(columns, this::leastWidth)) > width) {
            columns--;
        }
        List<Integer> widths = widths(columns, this::fullWidth);
        for (int excess = total(widths) - width; excess > 0; excess--) {
            IntStream.range(0, columns)
                    .filter(column -> widths.get(column) > leastWidth(column))
                    .boxed()
                    .max(Comparator.comparing(widths::get))
                    .ifPresent(widest -> widths.set(widest, widths.get(widest) - 1));
        }
        return widths;
    }

    private static List<Integer> widths(int columns, IntUnaryOperator width) {
        return new ArrayList<>(IntStream.range(0, columns).map(width).boxed().toList());
    }

    private static int total(List<Integer> widths) {
        return widths.stream().mapToInt(one -> one).sum() + GAP.length() * (widths.size() - 1);
    }

    private int leastWidth(int column) {
        return elastic.contains(header.get(column)) ? Math.min(LEAST_CHARS, fullWidth(column)) : fullWidth(column);
    }

    private int fullWidth(int column) {
        return Math.max(
                chars(header.get(column)),
                rows.stream()
                        .mapToInt(row -> chars(row.get(column).text()))
                        .max()
                        .orElse(0));
    }

    private String line(List<Cell> cells, List<Integer> widths, Ansi ansi) {
        return IntStream.range(0, widths.size())
                .mapToObj(column -> cell(cells.get(column), column, widths.get(column), ansi))
                .collect(Collectors.joining(GAP))
                .stripTrailing();
    }

    private String cell(Cell cell, int column, int width, Ansi ansi) {
        String text = Printable.of(cell.text(), width);
        String padding = " ".repeat(width - chars(text));
        String shown = cell.style() == Ansi.Style.reset || !ansi.enabled()
                ? text
                : Ansi.Style.on(cell.style()) + text + Ansi.Style.off(cell.style());
        return isNumeric(column) ? padding + shown : shown + padding;
    }

    private boolean isNumeric(int column) {
        return column > 0
                && rows.stream().allMatch(row -> row.get(column).text().matches("[-+]?[0-9.,]*"));
    }

    private static int chars(String text) {
        return text.codePointCount(0, text.length());
    }
}
