package dev.lolbatch.orchestrator.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.lolbatch.orchestrator.stats.Basis;
import dev.lolbatch.orchestrator.stats.Figures;
import dev.lolbatch.orchestrator.stats.Profile;
import dev.lolbatch.orchestrator.stats.RowRequest;
import dev.lolbatch.orchestrator.stats.StatsAnswer;
import dev.lolbatch.orchestrator.stats.StatsFilter;
import dev.lolbatch.orchestrator.stats.StatsRow;
import dev.lolbatch.orchestrator.stats.StatsService;
import dev.lolbatch.orchestrator.stats.StatsService.Subject;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Statistics from the published views. Nothing here waits: Cassandra's answer continues the call. */
@Path("/stats")
@Tag(name = "stats", description = "Statistics of champions and positions")
@Produces({MediaType.APPLICATION_JSON, "text/csv"})
@APIResponse(responseCode = "304")
@APIResponse(responseCode = "400", description = "invalid-parameter: a parameter cannot be read")
@APIResponse(
        responseCode = "404",
        description =
                "unknown-champion: no run has counted a game of it; unknown-position: there is none of this name, or"
                        + " no run has counted a game at it")
@APIResponse(responseCode = "503", description = "store-unavailable: Cassandra is away; see Retry-After")
@NonBlocking
final class StatsResource {
    private final StatsService stats;
    private final StatsAnswers answers;

    StatsResource(StatsService stats, StatsAnswers answers) {
        this.stats = stats;
        this.answers = answers;
    }

    /** A champion's figures. */
    @Schema(name = "ChampionStats")
    record ChampionStats(String championName, @JsonUnwrapped Figures figures) {
        static ChampionStats of(StatsRow row) {
            return new ChampionStats(row.name(), row.figures());
        }
    }

    /** A position's figures. */
    @Schema(name = "PositionStats")
    record PositionStats(String position, @JsonUnwrapped Figures figures) {
        static PositionStats of(StatsRow row) {
            return new PositionStats(row.name(), row.figures());
        }
    }

    /** A patch's figures. */
    @Schema(name = "PatchStats")
    record PatchStats(String patch, @JsonUnwrapped Figures figures) {
        static PatchStats of(StatsRow row) {
            return new PatchStats(row.name(), row.figures());
        }
    }

    /** A match date's figures. */
    @Schema(name = "DayStats")
    record DayStats(LocalDate date, @JsonUnwrapped Figures figures) {
        static DayStats of(StatsRow row) {
            return new DayStats(LocalDate.parse(row.name()), row.figures());
        }
    }

    /** Champions in the order that was asked for, and what their figures stand on. */
    @Schema(name = "Champions")
    record Champions(int count, Basis basis, List<ChampionStats> champions) {
        static StatsAnswers.Content of(StatsAnswer answer) {
            List<ChampionStats> rows =
                    answer.rows().stream().map(ChampionStats::of).toList();
            return new StatsAnswers.Content(new Champions(rows.size(), answer.basis(), rows), rows);
        }
    }

    /** Positions in the order that was asked for, and what their figures stand on. */
    @Schema(name = "Positions")
    record Positions(int count, Basis basis, List<PositionStats> positions) {
        static StatsAnswers.Content of(StatsAnswer answer) {
            List<PositionStats> rows =
                    answer.rows().stream().map(PositionStats::of).toList();
            return new StatsAnswers.Content(new Positions(rows.size(), answer.basis(), rows), rows);
        }
    }

    /**
     * All about a champion.
     *
     * @param patches newest first, the last twelve
     * @param days newest first; of the last thirty published ones, or of those that were asked for, those with a game
     */
    @Schema(name = "ChampionProfile")
    record ChampionProfile(
            String championName,
            @JsonUnwrapped Figures figures,
            Basis basis,
            List<PositionStats> positions,
            List<PatchStats> patches,
            List<DayStats> days) {
        static StatsAnswers.Content of(Profile profile) {
            return new StatsAnswers.Content(
                    new ChampionProfile(
                            profile.total().name(),
                            profile.total().figures(),
                            profile.basis(),
                            profile.split().stream().map(PositionStats::of).toList(),
                            profile.patches().stream().map(PatchStats::of).toList(),
                            profile.days().stream().map(DayStats::of).toList()),
                    List.of(ChampionStats.of(profile.total())));
        }
    }

    /**
     * All about a position.
     *
     * @param champions the most played first
     * @param patches newest first, the last twelve
     * @param days newest first; of the last thirty published ones, or of those that were asked for, those with a game
     */
    @Schema(name = "PositionProfile")
    record PositionProfile(
            String position,
            @JsonUnwrapped Figures figures,
            Basis basis,
            List<ChampionStats> champions,
            List<PatchStats> patches,
            List<DayStats> days) {
        static StatsAnswers.Content of(Profile profile) {
            return new StatsAnswers.Content(
                    new PositionProfile(
                            profile.total().name(),
                            profile.total().figures(),
                            profile.basis(),
                            profile.split().stream().map(ChampionStats::of).toList(),
                            profile.patches().stream().map(PatchStats::of).toList(),
                            profile.days().stream().map(DayStats::of).toList()),
                    List.of(PositionStats.of(profile.total())));
        }
    }

    private record RowsQuestion(Subject subject, StatsFilter filter, RowRequest rows) {}

    private record ProfileQuestion(Subject subject, String name, StatsFilter filter) {}

    @GET
    @Path("champions")
    @Operation(operationId = "listChampions", summary = "List the statistics of champions")
    @APIResponse(
            responseCode = "200",
            description = "Those with a game in the selection; none before the first run",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = Champions.class),
                        examples = @ExampleObject(name = "published", value = Examples.CHAMPIONS)),
                @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING))
            })
    public Uni<Response> champions(
            @BeanParam StatsParameters parameters, @Context UriInfo uri, @Context HttpHeaders headers) {
        return rows(Subject.CHAMPION, parameters, uri, headers);
    }

    @GET
    @Path("champions/{name}")
    @Operation(
            operationId = "findChampion",
            summary = "Show the statistics of one champion, by position, patch and day")
    @APIResponse(
            responseCode = "200",
            description = "The champion; as CSV without what it is split by",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ChampionProfile.class),
                        examples = @ExampleObject(name = "published", value = Examples.CHAMPION_PROFILE)),
                @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING))
            })
    public Uni<Response> champion(
            @PathParam("name")
                    @Parameter(
                            description = "As people write it",
                            schema = @Schema(type = SchemaType.STRING, examples = "Kai'Sa"))
                    String name,
            @BeanParam StatsParameters parameters,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        return profile(Subject.CHAMPION, name, parameters, uri, headers);
    }

    @GET
    @Path("positions")
    @Operation(operationId = "listPositions", summary = "List the statistics of positions")
    @APIResponse(
            responseCode = "200",
            description = "Those with a game in the selection; none before the first run",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = Positions.class),
                        examples = @ExampleObject(name = "published", value = Examples.POSITIONS)),
                @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING))
            })
    public Uni<Response> positions(
            @BeanParam StatsParameters parameters, @Context UriInfo uri, @Context HttpHeaders headers) {
        return rows(Subject.POSITION, parameters, uri, headers);
    }

    @GET
    @Path("positions/{position}")
    @Operation(
            operationId = "findPosition",
            summary = "Show the statistics of one position, by champion, patch and day")
    @APIResponse(
            responseCode = "200",
            description = "The position; as CSV without what it is split by",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = PositionProfile.class),
                        examples = @ExampleObject(name = "published", value = Examples.POSITION_PROFILE)),
                @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING))
            })
    public Uni<Response> position(
            @PathParam("position")
                    @Parameter(
                            description = "As people call it",
                            schema = @Schema(type = SchemaType.STRING, examples = "MIDDLE"))
                    String position,
            @BeanParam StatsParameters parameters,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        return profile(Subject.POSITION, position, parameters, uri, headers);
    }

    private Uni<Response> rows(Subject subject, StatsParameters parameters, UriInfo uri, HttpHeaders headers) {
        Parameters.noneBut(StatsParameters.NAMES, uri.getQueryParameters().keySet());
        StatsFilter filter = parameters.filter();
        RowRequest rows = parameters.rows();
        return answers.answer(
                new RowsQuestion(subject, filter, rows), headers, views -> stats.rows(views, subject, filter, rows)
                        .map(subject == Subject.CHAMPION ? Champions::of : Positions::of));
    }

    private Uni<Response> profile(
            Subject subject, String name, StatsParameters parameters, UriInfo uri, HttpHeaders headers) {
        Parameters.noneBut(StatsParameters.FILTERS, uri.getQueryParameters().keySet());
        StatsFilter filter = parameters.filter();
        return answers.answer(new ProfileQuestion(subject, name, filter), headers, views -> stats.profile(
                        views, subject, name, filter)
                .map(subject == Subject.CHAMPION ? ChampionProfile::of : PositionProfile::of));
    }
}
