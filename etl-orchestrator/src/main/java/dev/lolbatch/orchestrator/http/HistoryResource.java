package dev.lolbatch.orchestrator.http;

import dev.lolbatch.orchestrator.history.HistoryStore;
import dev.lolbatch.orchestrator.history.Participant;
import dev.lolbatch.orchestrator.history.ParticipantQuery;
import dev.lolbatch.orchestrator.problem.ErrorCode;
import dev.lolbatch.orchestrator.problem.OrchestratorException;
import dev.lolbatch.orchestrator.stats.Publication;
import dev.lolbatch.orchestrator.stats.StatsFilter;
import dev.lolbatch.orchestrator.stats.StatsService;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Single matches and participants. Nothing here waits: Cassandra's answer continues the call. */
@Path("/")
@Tag(name = "history", description = "Matches and their participants")
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(responseCode = "503", description = "store-unavailable: Cassandra is away; see Retry-After")
@NonBlocking
final class HistoryResource {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;
    private static final List<String> NAMES =
            List.of("champion", "cursor", "date", "from", "limit", "position", "summoner", "to");

    private final HistoryStore history;
    private final StatsService stats;
    private final Publication publication;

    HistoryResource(HistoryStore history, StatsService stats, Publication publication) {
        this.history = history;
        this.stats = stats;
        this.publication = publication;
    }

    /** A match with all its players. */
    @Schema(name = "Match")
    record MatchView(LocalDate matchDate, String matchId, List<Participant> participants) {}

    /**
     * A page of participants.
     *
     * @param participants in an order that is the same each time, but not one of dates
     * @param nextCursor for the page after this one; left out on the last
     */
    @Schema(name = "Participants")
    record Participants(List<Participant> participants, Optional<String> nextCursor) {}

    @GET
    @Path("matches/{date}/{match_id}")
    @Operation(operationId = "findMatch", summary = "Show one match with all features of its players")
    @APIResponse(
            responseCode = "200",
            description = "The match",
            content = @Content(schema = @Schema(implementation = MatchView.class)))
    @APIResponse(responseCode = "400", description = "invalid-parameter: the date cannot be read")
    @APIResponse(responseCode = "404", description = "unknown-match: no run has written such a match")
    public Uni<MatchView> match(
            @PathParam("date")
                    @Parameter(
                            description = "Match date in UTC",
                            schema = @Schema(type = SchemaType.STRING, examples = "2026-01-13"))
                    String date,
            @PathParam("match_id")
                    @Parameter(
                            description = "Riot's id of the match",
                            schema = @Schema(type = SchemaType.STRING, examples = "EUW1_7000000001"))
                    String matchId) {
        LocalDate day = Parameters.date("date", List.of(date)).orElseThrow();
        return history.match(day, matchId).map(participants -> {
            if (participants.isEmpty()) {
                throw new OrchestratorException(
                        ErrorCode.UNKNOWN_MATCH,
                        "Cannot find match " + matchId + " of " + day
                                + ": no run has written it; a match is found by the date (UTC) on which it began");
            }
            return new MatchView(day, matchId, participants);
        });
    }

    @GET
    @Path("participants")
    @Operation(
            operationId = "listParticipants",
            summary = "List games of a player, of a champion or at a position, with all their features")
    @APIResponse(
            responseCode = "200",
            description = "Some of them; next_cursor leads to more",
            content = @Content(schema = @Schema(implementation = Participants.class)))
    @APIResponse(
            responseCode = "400",
            description =
                    "invalid-parameter: a parameter cannot be read, or none of summoner, champion and position is given")
    @APIResponse(
            responseCode = "404",
            description =
                    "unknown-champion: no run has counted a game of this champion; unknown-position: there is none")
    public Uni<Participants> participants(
            @QueryParam("summoner")
                    @Parameter(
                            description = "Name of the player, as the matches have it",
                            schema = @Schema(type = SchemaType.STRING, examples = "Hide on bush#KR1"))
                    List<String> summoner,
            @QueryParam("champion")
                    @Parameter(
                            description = "Name of the champion, as people write it",
                            schema = @Schema(type = SchemaType.STRING, examples = "Kai'Sa"))
                    List<String> champion,
            @QueryParam("position")
                    @Parameter(
                            description = "TOP, JUNGLE, MIDDLE, BOTTOM, UTILITY or NONE, as people call it",
                            schema = @Schema(type = SchemaType.STRING, examples = "MIDDLE"))
                    List<String> position,
            @QueryParam("date")
                    @Parameter(
                            description = "One match date in UTC",
                            schema = @Schema(type = SchemaType.STRING, examples = "2026-01-13"))
                    List<String> date,
            @QueryParam("from")
                    @Parameter(
                            description = "First match date, instead of date",
                            schema = @Schema(type = SchemaType.STRING, examples = "2026-01-01"))
                    List<String> from,
            @QueryParam("to")
                    @Parameter(
                            description = "Last match date, instead of date",
                            schema = @Schema(type = SchemaType.STRING, examples = "2026-01-31"))
                    List<String> to,
            @QueryParam("limit")
                    @Parameter(
                            description = "At most so many, 1 to 500",
                            schema = @Schema(type = SchemaType.INTEGER, defaultValue = "50"))
                    List<String> limit,
            @QueryParam("cursor")
                    @Parameter(
                            description = "next_cursor of the page before, with the same parameters",
                            schema = @Schema(type = SchemaType.STRING))
                    List<String> cursor,
            @Context UriInfo uri) {
        Parameters.noneBut(NAMES, uri.getQueryParameters().keySet());
        Parameters.Range dates = Parameters.dates(date, from, to);
        Optional<String> player = Parameters.text("summoner", summoner);
        StatsFilter typed = StatsFilter.NONE
                .ofChampion(Parameters.text("champion", champion))
                .ofPosition(Parameters.text("position", position));
        if (player.isEmpty() && typed.equals(StatsFilter.NONE)) {
            throw new OrchestratorException(
                    ErrorCode.INVALID_PARAMETER,
                    "Cannot list participants: neither summoner nor champion nor position is given; give one of them");
        }
        int size = Parameters.number("limit", limit, DEFAULT_LIMIT, MAX_LIMIT);
        Optional<String> after = Parameters.text("cursor", cursor);
        return publication
                .read()
                .chain(state -> stats.named(state.views(), typed))
                .chain(named -> history.find(new ParticipantQuery(
                        player, named.champion(), named.position(), dates.from(), dates.to(), size, after)))
                .map(page -> new Participants(page.participants(), page.cursor()));
    }
}
