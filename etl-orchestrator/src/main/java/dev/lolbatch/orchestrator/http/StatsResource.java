package dev.lolbatch.orchestrator.http;

import dev.lolbatch.orchestrator.stats.ChampionStats;
import dev.lolbatch.orchestrator.stats.PositionStats;
import dev.lolbatch.orchestrator.stats.StatsService;
import dev.lolbatch.orchestrator.stats.ViewVersion;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The batch views, each answer of one published version. Nothing here waits: Cassandra's answer continues the call. */
@Path("/stats")
@Tag(name = "stats", description = "Statistics over all published dates")
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(responseCode = "503", description = "store-unavailable: Cassandra is away; see Retry-After")
@NonBlocking
final class StatsResource {
    private final StatsService stats;

    StatsResource(StatsService stats) {
        this.stats = stats;
    }

    /**
     * What the statistics stand on is left out before the first run has published some.
     *
     * @param runId the run that published them
     * @param snapshotId the snapshot of the lake that it read
     * @param champions the most played first
     */
    @Schema(name = "Champions")
    record Champions(
            int count,
            @Schema(examples = Examples.RUN_ID) Optional<String> runId,
            @Schema(implementation = Long.class) Optional<Long> snapshotId,
            Optional<Instant> publishedAt,
            List<ChampionStats> champions) {
        static Champions of(StatsService.Answer<ChampionStats> answer) {
            Optional<ViewVersion> version = answer.version();
            return new Champions(
                    answer.rows().size(),
                    version.map(ViewVersion::runId),
                    version.map(ViewVersion::snapshotId),
                    version.map(ViewVersion::publishedAt),
                    answer.rows());
        }
    }

    /**
     * What the statistics stand on is left out before the first run has published some.
     *
     * @param runId the run that published them
     * @param snapshotId the snapshot of the lake that it read
     * @param positions the most played first
     */
    @Schema(name = "Positions")
    record Positions(
            int count,
            @Schema(examples = Examples.RUN_ID) Optional<String> runId,
            @Schema(implementation = Long.class) Optional<Long> snapshotId,
            Optional<Instant> publishedAt,
            List<PositionStats> positions) {
        static Positions of(StatsService.Answer<PositionStats> answer) {
            Optional<ViewVersion> version = answer.version();
            return new Positions(
                    answer.rows().size(),
                    version.map(ViewVersion::runId),
                    version.map(ViewVersion::snapshotId),
                    version.map(ViewVersion::publishedAt),
                    answer.rows());
        }
    }

    @GET
    @Path("champions")
    @Operation(operationId = "listChampions", summary = "List the statistics of all champions, the most played first")
    @APIResponse(
            responseCode = "200",
            description = "The statistics; empty before the first run",
            content =
                    @Content(
                            schema = @Schema(implementation = Champions.class),
                            examples = @ExampleObject(name = "published", value = Examples.CHAMPIONS)))
    public Uni<Champions> champions() {
        return stats.champions().map(Champions::of);
    }

    @GET
    @Path("champions/{name}")
    @Operation(operationId = "findChampion", summary = "Show the statistics of one champion")
    @APIResponse(
            responseCode = "200",
            description = "The statistics",
            content =
                    @Content(
                            schema = @Schema(implementation = ChampionStats.class),
                            examples = @ExampleObject(name = "published", value = Examples.CHAMPION)))
    @APIResponse(responseCode = "404", description = "unknown-champion: no run has counted a game of this champion")
    public Uni<ChampionStats> champion(
            @PathParam("name")
                    @Parameter(
                            description = "As the matches have it",
                            schema = @Schema(type = SchemaType.STRING, examples = "Kai'Sa"))
                    String name) {
        return stats.champion(name);
    }

    @GET
    @Path("positions")
    @Operation(operationId = "listPositions", summary = "List the statistics of all positions, the most played first")
    @APIResponse(
            responseCode = "200",
            description = "The statistics; empty before the first run",
            content =
                    @Content(
                            schema = @Schema(implementation = Positions.class),
                            examples = @ExampleObject(name = "published", value = Examples.POSITIONS)))
    public Uni<Positions> positions() {
        return stats.positions().map(Positions::of);
    }

    @GET
    @Path("positions/{position}")
    @Operation(operationId = "findPosition", summary = "Show the statistics of one position")
    @APIResponse(
            responseCode = "200",
            description = "The statistics",
            content =
                    @Content(
                            schema = @Schema(implementation = PositionStats.class),
                            examples = @ExampleObject(name = "published", value = Examples.POSITION)))
    @APIResponse(responseCode = "404", description = "unknown-position: no run has counted a game at this position")
    public Uni<PositionStats> position(
            @PathParam("position")
                    @Parameter(
                            description = "As the matches have it, in upper or lower case",
                            schema = @Schema(type = SchemaType.STRING, examples = "MIDDLE"))
                    String position) {
        return stats.position(position);
    }
}
