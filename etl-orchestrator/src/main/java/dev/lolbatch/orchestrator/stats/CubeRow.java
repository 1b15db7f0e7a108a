package dev.lolbatch.orchestrator.stats;

/**
 * A champion at a position, in one queue.
 *
 * @param position as in {@link PositionStats}
 */
public record CubeRow(String championName, String position, CubeSums sums) {}
