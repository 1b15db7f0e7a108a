package dev.lolbatch.orchestrator.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lolbatch.orchestrator.history.HistoryStore;
import dev.lolbatch.orchestrator.history.ParquetFormat;
import dev.lolbatch.orchestrator.history.RowEncoder;
import dev.lolbatch.orchestrator.problem.ErrorCode;
import dev.lolbatch.orchestrator.problem.OrchestratorException;
import dev.lolbatch.orchestrator.stats.Publication;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestMulti;

/**
 * A day's participants for machine learning. They are read as fast as the client takes them, some hundred at a time, so that
 * neither a large day nor a slow client takes memory.
 */
@Path("/features")
@Tag(name = "history", description = "Matches and their participants")
@NonBlocking
final class FeaturesResource {
    private static final String CSV = "text/csv";
    private static final String JSON_LINES = "application/x-ndjson";
    private static final String PARQUET = "application/vnd.apache.parquet";
    private static final int PIECE = 200;
    private static final Logger LOG = Logger.getLogger(FeaturesResource.class);

    private final HistoryStore history;
    private final Publication publication;
    private final ParquetFormat parquet;
    private final ObjectMapper json;

    FeaturesResource(HistoryStore history, Publication publication, ParquetFormat parquet, ObjectMapper json) {
        this.history = history;
        this.publication = publication;
        this.parquet = parquet;
        this.json = json;
    }

    // Without @Produces: of a stream the framework takes no more than one form, so that it is chosen here.
    @GET
    @Operation(
            operationId = "streamFeatures",
            summary = "Stream all participants of a published match date with their features",
            description = "As CSV (where nothing else is asked for), JSON Lines or Parquet, by Accept.")
    @APIResponse(
            responseCode = "200",
            description = "The participants, match by match. An answer that is cut short has no proper end",
            content = {
                @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = JSON_LINES, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = PARQUET, schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    @APIResponse(responseCode = "400", description = "invalid-parameter: the date cannot be read, or is missing")
    @APIResponse(responseCode = "404", description = "not-published: no run has published the date")
    @APIResponse(responseCode = "503", description = "store-unavailable: Cassandra is away; see Retry-After")
    public RestMulti<byte[]> features(
            @QueryParam("date")
                    @Parameter(
                            description = "Match date in UTC, 2026-01-13 or 2026/01/13",
                            required = true,
                            schema = @Schema(type = SchemaType.STRING, examples = "2026-01-13"))
                    List<String> date,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context Request request) {
        Form form = form(headers);
        Parameters.noneBut(List.of("date"), uri.getQueryParameters().keySet());
        LocalDate day = Parameters.date("date", date)
                .orElseThrow(() -> new OrchestratorException(
                        ErrorCode.INVALID_PARAMETER,
                        "Cannot stream features: parameter date is missing; give one, for example date=2026-01-13"));
        return RestMulti.fromUniResponse(
                publication.read(),
                state -> {
                    if (!state.views().dates().containsKey(day)) {
                        throw new OrchestratorException(
                                ErrorCode.NOT_PUBLISHED,
                                "Cannot stream features of " + day + ": no run has published it; POST /etl/runs?date="
                                        + day + ", or GET /etl/dates for those that are");
                    }
                    // The framework answers HEAD as GET, and would read the day for nothing.
                    return request.getMethod().equals(HttpMethod.HEAD)
                            ? Multi.createFrom().<byte[]>empty()
                            : pieces(day, form.encoder().get());
                },
                state -> Map.of(
                        HttpHeaders.CONTENT_TYPE,
                        List.of(form.type()),
                        HttpHeaders.CONTENT_DISPOSITION,
                        List.of("attachment; filename=\"features-" + day + "." + form.suffix() + "\""),
                        HttpHeaders.VARY,
                        List.of(HttpHeaders.ACCEPT)));
    }

    private Multi<byte[]> pieces(LocalDate day, RowEncoder encoder) {
        Multi<byte[]> rows = history.ofDate(day)
                .group()
                .intoLists()
                .of(PIECE)
                // Encoding takes time, which the driver's threads have for no one alone.
                .emitOn(Infrastructure.getDefaultWorkerPool(), 1)
                .map(encoder::rows);
        // Nothing before the first rows: when those cannot be read, the answer is a problem.
        return Multi.createBy()
                .concatenating()
                .streams(rows, Multi.createFrom().item(encoder::end))
                .onFailure()
                .invoke(failure -> LOG.warnf(failure, "Cannot stream features to their end: date=%s", day))
                .select()
                .where(piece -> piece.length > 0);
    }

    private record Form(String type, String suffix, Supplier<RowEncoder> encoder) {}

    /** The first that the client would have, in the order of its wishes. */
    private Form form(HttpHeaders headers) {
        return headers.getAcceptableMediaTypes().stream()
                .flatMap(wanted -> Stream.of(CSV, JSON_LINES, PARQUET)
                        .filter(type -> MediaType.valueOf(type).isCompatible(wanted)))
                .findFirst()
                .map(this::form)
                .orElseThrow(NotAcceptableException::new);
    }

    private Form form(String type) {
        return switch (type) {
            case JSON_LINES -> new Form(JSON_LINES, "jsonl", () -> new TextRows.JsonLines(json));
            case PARQUET -> new Form(PARQUET, "parquet", parquet::encoder);
            default -> new Form(CSV + ";charset=UTF-8", "csv", TextRows.CommaSeparated::new);
        };
    }
}
