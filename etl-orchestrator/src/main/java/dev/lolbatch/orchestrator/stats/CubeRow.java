package dev.lolbatch.orchestrator.stats;

/**
 * A champion at a position, in one queue.
 *
 * @param queue Riot's id; -1 where it is unknown
 * @param position {@code TOP, JUNGLE, MIDDLE, BOTTOM, UTILITY}, or {@code NONE} in modes without positions
 */
public record CubeRow(int queue, String position, String championName, Sums sums) {}
