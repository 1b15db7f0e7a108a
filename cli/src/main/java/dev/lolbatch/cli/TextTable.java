package dev.lolbatch.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of text in aligned columns: the first to the left, the others to the right when they are numbers. */
final class TextTable {
    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();

    TextTable(String... header) {
        this.header = List.of(header);
    }

    /** @throws IllegalArgumentException when the row has not as many cells as the header */
    TextTable row(Object... cells) {
        if (cells.length != header.size()) {
            throw new IllegalArgumentException(
                    "Cannot add a row of %d cells: the table has %d columns".formatted(cells.length, header.size()));
        }
        rows.add(Arrays.stream(cells).map(Object::toString).toList());
        return this;
    }

    /** All lines, without one after the last. */
    String text() {
        List<List<String>> all = new ArrayList<>(List.of(header));
        all.addAll(rows);
        return all.stream().map(this::line).collect(Collectors.joining("\n"));
    }

    private String line(List<String> cells) {
        return IntStream.range(0, cells.size())
                .mapToObj(column -> cell(cells.get(column), column))
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }

    private String cell(String text, int column) {
        int width = Math.max(
                header.get(column).length(),
                rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0));
        String padding = " ".repeat(width - text.length());
        return isNumeric(column) ? padding + text : text + padding;
    }

    private boolean isNumeric(int column) {
        return rows.stream().allMatch(row -> row.get(column).matches("-?[0-9.]*"));
    }
}
