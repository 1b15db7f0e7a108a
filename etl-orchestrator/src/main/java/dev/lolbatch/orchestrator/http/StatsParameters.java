package dev.lolbatch.orchestrator.http;

import dev.lolbatch.orchestrator.stats.Figure;
import dev.lolbatch.orchestrator.stats.RowRequest;
import dev.lolbatch.orchestrator.stats.StatsFilter;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** What statistics can be asked by, the same for all of them. */
public final class StatsParameters {
    /** Those that say which games count. */
    public static final List<String> FILTERS = List.of("champion", "date", "from", "patch", "position", "queue", "to");

    /** Those that say which rows are wanted, too. */
    public static final List<String> NAMES = List.of(
            "champion", "date", "from", "limit", "min_games", "order", "patch", "position", "queue", "sort", "to");

    private static final int MAX_QUEUE = 999_999_999;
    private static final int MAX_GAMES = 999_999_999;
    private static final int MAX_LIMIT = 10_000;

    @QueryParam("date")
    @Parameter(
            description = "One match date in UTC, 2026-01-13 or 2026/01/13; all that are published when absent",
            schema = @Schema(type = SchemaType.STRING, examples = "2026-01-13"))
    List<String> date = List.of();

    @QueryParam("from")
    @Parameter(
            description = "First match date, instead of date",
            schema = @Schema(type = SchemaType.STRING, examples = "2026-01-01"))
    List<String> from = List.of();

    @QueryParam("to")
    @Parameter(
            description = "Last match date, instead of date",
            schema = @Schema(type = SchemaType.STRING, examples = "2026-01-31"))
    List<String> to = List.of();

    @QueryParam("patch")
    @Parameter(
            description = "Matches of this patch only",
            schema = @Schema(type = SchemaType.STRING, examples = "16.1"))
    List<String> patch = List.of();

    @QueryParam("queue")
    @Parameter(
            description = "Matches of this queue only, by Riot's id, such as 420 for ranked solo; 0 is a custom game",
            schema = @Schema(type = SchemaType.INTEGER, examples = "420"))
    List<String> queue = List.of();

    @QueryParam("position")
    @Parameter(
            description =
                    "Games at this position only: TOP, JUNGLE, MIDDLE, BOTTOM, UTILITY or NONE, as people call it",
            schema = @Schema(type = SchemaType.STRING, examples = "MIDDLE"))
    List<String> position = List.of();

    @QueryParam("champion")
    @Parameter(
            description = "Games of this champion only, as people write its name",
            schema = @Schema(type = SchemaType.STRING, examples = "Kai'Sa"))
    List<String> champion = List.of();

    @QueryParam("min_games")
    @Parameter(
            description = "Rows of so many games or more",
            schema = @Schema(type = SchemaType.INTEGER, examples = "100"))
    List<String> minGames = List.of();

    @QueryParam("sort")
    @Parameter(
            description = "By which figure rows are ordered; name for their names",
            schema = @Schema(type = SchemaType.STRING, defaultValue = "games_played", examples = "win_rate_low"))
    List<String> sort = List.of();

    @QueryParam("order")
    @Parameter(
            description = "asc or desc; desc when absent, and asc for names",
            schema = @Schema(type = SchemaType.STRING, examples = "desc"))
    List<String> order = List.of();

    @QueryParam("limit")
    @Parameter(
            description = "At most so many rows, 1 to 10000; all when absent",
            schema = @Schema(type = SchemaType.INTEGER, examples = "20"))
    List<String> limit = List.of();

    /** Which games count; throws INVALID_PARAMETER. */
    public StatsFilter filter() {
        Parameters.Range dates = Parameters.dates(date, from, to);
        return new StatsFilter(
                dates.from(),
                dates.to(),
                Parameters.matching("patch", patch, "\\d{1,4}\\.\\d{1,4}", "16.1"),
                Parameters.wholeNumber("queue", queue, MAX_QUEUE),
                Parameters.text("position", position),
                Parameters.text("champion", champion));
    }

    /** Which rows are wanted; throws INVALID_PARAMETER. */
    public RowRequest rows() {
        Figure figure = Parameters.oneOf("sort", sort, Figure.class).orElse(Figure.GAMES_PLAYED);
        return new RowRequest(
                Parameters.wholeNumber("min_games", minGames, MAX_GAMES).orElse(0),
                figure,
                Parameters.oneOf("order", order, Figure.Order.class).orElse(figure.usualOrder()),
                Parameters.number("limit", limit, MAX_LIMIT).orElse(MAX_LIMIT));
    }
}
