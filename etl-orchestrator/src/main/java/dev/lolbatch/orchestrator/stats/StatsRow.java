package dev.lolbatch.orchestrator.stats;

import java.util.Optional;

/**
 * The figures of a champion, a position, a patch or a day.
 *
 * @param name whose they are
 */
public record StatsRow(String name, Figures figures) {
    /**
     * @param sums of at least one game
     * @param matches of the selection, at least one
     */
    static StatsRow of(String name, Sums sums, long matches, Optional<Figures.Change> change) {
        return new StatsRow(name, Figures.of(sums, matches, change));
    }
}
