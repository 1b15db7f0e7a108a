package dev.lolbatch.cli;

import java.util.List;
import java.util.Optional;

/** Asks for statistics and shows them; the same for champions and positions. */
final class StatsView {
    private final Orchestrator orchestrator;
    private final Output output;
    private final Query query;

    StatsView(Orchestrator orchestrator, Output output, Query query) {
        this.orchestrator = orchestrator;
        this.output = output;
        this.query = query;
    }

    /**
     * Shows all of a kind, or one of it and what it is split by.
     *
     * @param kind as in the path of the API, such as {@code champions}
     * @param column what one of it is called in a table
     * @param split what one of it is split by
     */
    void show(String kind, String column, String split, Optional<String> name) {
        Answer answer = orchestrator.stats(
                name.map(one -> kind + "/" + Query.segment(one)).orElse(kind), query);
        if (output.isJson()) {
            output.print(answer);
        } else if (name.isEmpty()) {
            printAll(column, answer.as(Statistics.class));
        } else {
            output.print(StatsTables.of(column, List.of(answer.as(Statistics.Row.class))));
            printSplits(split, answer.as(Statistics.Profile.class));
        }
    }

    private void printAll(String column, Statistics statistics) {
        if (statistics.rows().isEmpty()) {
            output.print("No game is counted in this selection.");
        } else {
            output.print(StatsTables.of(column, statistics.rows()));
        }
        output.print(StatsTables.basis(statistics.basis()));
    }

    private void printSplits(String split, Statistics.Profile profile) {
        printSplit(split, profile.split());
        printSplit("PATCH", profile.patches());
        printSplit("DATE", profile.days());
        output.print("");
        output.print(StatsTables.basis(profile.basis()));
    }

    private void printSplit(String column, List<Statistics.Row> rows) {
        output.print("");
        output.print(StatsTables.of(column, rows));
    }
}
