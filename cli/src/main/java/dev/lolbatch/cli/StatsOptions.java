package dev.lolbatch.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Which games count, and which rows are wanted of them; the same for champions and positions. */
final class StatsOptions {
    @Option(names = "--date", paramLabel = "DATE", description = "Matches of this date (UTC) only, such as 2026-01-13.")
    private Optional<String> date;

    @Option(names = "--from", paramLabel = "DATE", description = "Matches of this date or later.")
    private Optional<String> from;

    @Option(names = "--to", paramLabel = "DATE", description = "Matches of this date or earlier.")
    private Optional<String> to;

    @Option(names = "--patch", paramLabel = "PATCH", description = "Matches of this patch only, such as 16.1.")
    private Optional<String> patch;

    @Option(
            names = "--queue",
            paramLabel = "ID",
            description = "Matches of this queue only, such as 420 for ranked solo.")
    private Optional<String> queue;

    @Option(
            names = "--position",
            paramLabel = "POSITION",
            completionCandidates = Candidates.Positions.class,
            description = "Games at this position only, such as jungle or mid.")
    private Optional<String> position;

    @Option(names = "--champion", paramLabel = "NAME", description = "Games of this champion only, such as kaisa.")
    private Optional<String> champion;

    @Option(names = "--min-games", paramLabel = "N", description = "Rows of so many games or more.")
    private Optional<String> minGames;

    @Option(
            names = "--sort",
            paramLabel = "FIGURE",
            completionCandidates = Candidates.Figures.class,
            description = "Order by this figure, as --json names it, such as win_rate_low; games_played when absent.")
    private Optional<String> sort;

    @Option(
            names = "--order",
            paramLabel = "ORDER",
            completionCandidates = Candidates.Orders.class,
            description = "asc or desc; desc when absent, and asc for names.")
    private Optional<String> order;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many rows; all when absent.")
    private Optional<String> limit;

    /** All that is given, by the names of the API. */
    Query query() {
        return new Query()
                .with("date", date)
                .with("from", from)
                .with("to", to)
                .with("patch", patch)
                .with("queue", queue)
                .with("position", position)
                .with("champion", champion)
                .with("min_games", minGames)
                .with("sort", sort)
                .with("order", order)
                .with("limit", limit);
    }
}
