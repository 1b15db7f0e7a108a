package dev.lolbatch.orchestrator.stats;

/**
 * Which rows of an answer are wanted, and in which order.
 *
 * @param minGames rows of fewer games are left out
 * @param limit at most so many
 */
public record RowRequest(long minGames, Figure sort, Figure.Order order, int limit) {
    /** All of them, the most played first. */
    public static final RowRequest ALL = new RowRequest(0, Figure.GAMES_PLAYED, Figure.Order.DESC, Integer.MAX_VALUE);
}
