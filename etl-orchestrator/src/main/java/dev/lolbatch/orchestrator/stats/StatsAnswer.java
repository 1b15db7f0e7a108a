package dev.lolbatch.orchestrator.stats;

import java.util.List;

/** Rows in the order that was asked for, and what they stand on. */
public record StatsAnswer(Basis basis, List<StatsRow> rows) {
    public StatsAnswer {
        rows = List.copyOf(rows);
    }
}
