package dev.lolbatch.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
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

    private static final Predicate<String> NUMBER =
            Pattern.compile("[-+]?[0-9.,]*").asMatchPredicate();

    private enum Side {
        LEFT,
        RIGHT
    }

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

    /** All lines of any width and without colours, without a line break after the last. */
    String text() {
        return text(OptionalInt.empty(), Ansi.OFF);
    }

    /**
     * As {@link #text()}.
     *
     * @param width columns of characters that there are
     */
    String text(OptionalInt width, Ansi ansi) {
        List<Column> columns = fitted(width.orElse(Integer.MAX_VALUE));
        List<String> lines = new ArrayList<>();
        lines.add(line(header.stream().map(Cell::of).toList(), columns, ansi));
        rows.forEach(row -> lines.add(line(row, columns, ansi)));
        if (columns.size() < header.size()) {
            lines.add("(too narrow for " + String.join(", ", header.subList(columns.size(), header.size())) + ")");
        }
        return String.join("\n", lines);
    }

    /**
     * How a column is shown.
     *
     * @param least width that it keeps
     */
    private record Column(int index, int width, int least, Side side) {
        Column narrower() {
            return new Column(index, width - 1, least, side);
        }

        boolean canBeNarrower() {
            return width > least;
        }

        String cell(Cell cell, Ansi ansi) {
            String text = Printable.of(cell.text(), width);
            String padding = " ".repeat(width - chars(text));
            String shown = cell.style() == Ansi.Style.reset || !ansi.enabled()
                    ? text
                    : Ansi.Style.on(cell.style()) + text + Ansi.Style.off(cell.style());
            return side == Side.RIGHT ? padding + shown : shown + padding;
        }
    }

    /** The columns that there is room for. */
    private List<Column> fitted(int width) {
        List<Column> columns = new ArrayList<>(
                IntStream.range(0, header.size()).mapToObj(this::column).toList());
        while (columns.size() > 1 && total(columns, Column::least) > width) {
            columns.remove(columns.size() - 1);
        }
        for (int excess = total(columns, Column::width) - width; excess > 0; excess--) {
            columns.stream()
                    .filter(Column::canBeNarrower)
                    .max(Comparator.comparing(Column::width))
                    .ifPresent(widest -> columns.set(widest.index(), widest.narrower()));
        }
        return columns;
    }

    private Column column(int index) {
        List<String> texts = rows.stream().map(row -> row.get(index).text()).toList();
        int width = Math.max(
                chars(header.get(index)),
                texts.stream().mapToInt(TextTable::chars).max().orElse(0));
        int least = elastic.contains(header.get(index)) ? Math.min(LEAST_CHARS, width) : width;
        return new Column(index, width, least, index > 0 && texts.stream().allMatch(NUMBER) ? Side.RIGHT : Side.LEFT);
    }

    private static int total(List<Column> columns, ToIntFunction<Column> width) {
        return columns.stream().mapToInt(width).sum() + GAP.length() * (columns.size() - 1);
    }

    private static String line(List<Cell> cells, List<Column> columns, Ansi ansi) {
        return columns.stream()
                .map(column -> column.cell(cells.get(column.index()), ansi))
                .collect(Collectors.joining(GAP))
                .stripTrailing();
    }

    private static int chars(String text) {
        return text.codePointCount(0, text.length());
    }
}
