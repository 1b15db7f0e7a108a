package dev.lolbatch.job;

/**
 * What a part of a view holds in all.
 *
 * @param rows of {@code view_cube}
 * @param games the sum of their games
 * @param matches the sum of its queues' matches
 */
record PartTotals(long rows, long games, long matches) {}
