package dev.lolbatch.orchestrator.stats;

import java.util.List;

/**
 * All about one champion or one position.
 *
 * @param total empty figures are left out: there is always a game
 * @param split a champion's positions or a position's champions, the most played first
 * @param patches newest first
 * @param days newest first; those with a game of it
 */
public record Profile(Basis basis, StatsRow total, List<StatsRow> split, List<StatsRow> patches, List<StatsRow> days) {
    public Profile {
        split = List.copyOf(split);
        patches = List.copyOf(patches);
        days = List.copyOf(days);
    }
}
