package dev.lolbatch.orchestrator.http;

import dev.lolbatch.orchestrator.dates.DatesService;
import dev.lolbatch.orchestrator.dates.Selection;
import dev.lolbatch.orchestrator.logs.StoredLog;
import dev.lolbatch.orchestrator.problem.ErrorCode;
import dev.lolbatch.orchestrator.problem.OrchestratorException;
import dev.lolbatch.orchestrator.run.Origin;
import dev.lolbatch.orchestrator.run.Run;
import dev.lolbatch.orchestrator.run.RunQuery;
import dev.lolbatch.orchestrator.run.RunRequest;
import dev.lolbatch.orchestrator.run.RunService;
import dev.lolbatch.orchestrator.run.RunState;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Runs of the batch job. All of it waits for Cassandra or the lake, and so runs on worker threads. */
@Path("/etl/runs")
@Tag(name = "runs", description = "Runs of the batch job")
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(responseCode = "503", description = "store-unavailable: Cassandra is away; see Retry-After")
@Blocking
final class RunsResource {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;
    private static final int MAX_LINES = 10_000;
    private static final int DEFAULT_BYTES = 65_536;
    private static final int MAX_BYTES = 4 << 20;
    private static final int MAX_ATTEMPT = 1_000;
    private static final String ID = "Id of the run";

    private final RunService runs;
    private final DatesService dates;
    private final Clock clock;

    RunsResource(RunService runs, DatesService dates, Clock clock) {
        this.runs = runs;
        this.dates = dates;
        this.clock = clock;
    }

    static String path(String runId) {
        return "/etl/runs/" + runId;
    }

    /** Path of the run that a job belongs to; empty for a job that no orchestrator has started. */
    static Optional<String> pathOfJob(String jobId) {
        return Run.ofJob(jobId).map(run -> path(run.value()));
    }

    /**
     * A page of runs.
     *
     * @param runs newest first
     * @param nextCursor for the page after this one; left out on the last
     */
    @Schema(name = "Runs")
    record Runs(List<RunView> runs, @Schema(examples = Examples.RUN_ID) Optional<String> nextCursor) {}

    @POST
    @Operation(
            operationId = "requestRun",
            summary = "Request a run of the batch job for a match date, or for a range of them")
    @APIResponse(
            responseCode = "202",
            description = "Accepted; the run is stored and waits for its turn",
            headers =
                    @Header(
                            name = "Location",
                            description = "URI of the run",
                            required = true,
                            schema = @Schema(type = SchemaType.STRING, format = "uri")),
            content =
                    @Content(
                            schema = @Schema(implementation = RunView.class),
                            examples = @ExampleObject(name = "waiting", value = Examples.WAITING_RUN)))
    @APIResponse(
            responseCode = "400",
            description = "invalid-parameter: one cannot be read, or does not go with others")
    @APIResponse(responseCode = "403", description = "cross-site: a page of another site asks for it")
    @APIResponse(
            responseCode = "409",
            description = "run-active: a run for one of the dates is; active_run is its path")
    @APIResponse(responseCode = "415", description = "unsupported-media-type: there is a body, and none is taken")
    @APIResponse(
            responseCode = "422",
            description = "no-matches: the lake holds none of these dates, or none is selected;"
                    + " key-reused: the Idempotency-Key stands for another request")
    @APIResponse(responseCode = "429", description = "queue-full: see Retry-After")
    @APIResponse(
            responseCode = "503",
            description = "starting: it is, or it stops; store-unavailable: Cassandra is away;"
                    + " lake-unavailable: the lake is; see Retry-After")
    public Response request(
            @QueryParam("date")
                    @Parameter(
                            description = "Match date in UTC, 2026-01-13 or 2026/01/13; today when absent",
                            schema = @Schema(type = SchemaType.STRING, format = "date", examples = "2026-01-13"))
                    List<String> date,
            @QueryParam("from")
                    @Parameter(
                            description =
                                    "With to, instead of date: one run over the lake's dates from one to the other",
                            schema = @Schema(type = SchemaType.STRING, format = "date", examples = "2026-01-01"))
                    List<String> from,
            @QueryParam("to")
                    @Parameter(
                            description = "Last match date of the range",
                            schema = @Schema(type = SchemaType.STRING, format = "date", examples = "2026-01-31"))
                    List<String> to,
            @QueryParam("select")
                    @Parameter(
                            description =
                                    "Which dates of the range: ALL, MISSING (nothing is published), or STALE (MISSING, or rows"
                                            + " have come since), in upper or lower case",
                            schema = @Schema(implementation = Selection.class, defaultValue = "ALL"))
                    List<String> select,
            @HeaderParam("Idempotency-Key")
                    @Parameter(
                            description =
                                    "Up to 255 visible characters of the client's choice: the same request with the same"
                                            + " key, within a day, is answered with the same run",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            pattern = "^[!-~]{1,255}$",
                                            examples = "3f2c8a51-daily"))
                    List<String> idempotencyKey) {
        Optional<String> key = Parameters.idempotencyKey(idempotencyKey);
        RunService.Acceptance accepted = runs.request(
                from.isEmpty() && to.isEmpty() ? ofDate(date, select, key) : ofRange(date, from, to, select, key));
        return Response.accepted(RunView.of(accepted.run(), accepted.place(), Optional.empty()))
                .location(URI.create(path(accepted.run().id().value())))
                .build();
    }

    private RunRequest ofDate(List<String> date, List<String> select, Optional<String> key) {
        Parameters.absent("select", select, "it goes with from and to");
        Optional<LocalDate> day = Parameters.date("date", date);
        // Today is the same request tomorrow: a repeated one has the answer of the first.
        String words = "date=" + day.map(LocalDate::toString).orElse("today");
        return new RunRequest(() -> List.of(day.orElseGet(() -> LocalDate.now(clock))), Origin.REQUEST, words, key);
    }

    private RunRequest ofRange(
            List<String> date, List<String> from, List<String> to, List<String> select, Optional<String> key) {
        Parameters.absent("date", date, "it does not go with from and to");
        Parameters.Range range = Parameters.range("from", from, "to", to);
        LocalDate first = Parameters.required("from", range.from(), "to");
        LocalDate last = Parameters.required("to", range.to(), "from");
        Selection selection =
                Parameters.oneOf("select", select, Selection.class).orElse(Selection.ALL);
        String words = "from=" + first + " to=" + last + " select=" + selection;
        return new RunRequest(() -> selected(first, last, selection), Origin.REQUEST, words, key);
    }

    private List<LocalDate> selected(LocalDate first, LocalDate last, Selection selection) {
        List<LocalDate> days = dates.select(first, last, selection);
        if (days.isEmpty()) {
            throw new OrchestratorException(
                    ErrorCode.NO_MATCHES,
                    "Cannot run from " + first + " to " + last + ": "
                            + (selection == Selection.ALL
                                    ? "the lake holds no matches of these dates; wait for ingest-service or choose others"
                                    : "none of the lake's dates is "
                                            + selection.name().toLowerCase(Locale.ROOT) + "; there is nothing to do"));
        }
        return days;
    }

    @GET
    @Operation(operationId = "listRuns", summary = "List runs, the newest first")
    @APIResponse(
            responseCode = "200",
            description = "The runs",
            content =
                    @Content(
                            schema = @Schema(implementation = Runs.class),
                            examples = @ExampleObject(name = "page", value = Examples.RUNS)))
    @APIResponse(responseCode = "400", description = "invalid-parameter: one cannot be read")
    public Runs list(
            @QueryParam("state")
                    @Parameter(
                            description = "Runs in this state only, in upper or lower case",
                            schema = @Schema(implementation = RunState.Name.class))
                    List<String> state,
            @QueryParam("limit")
                    @Parameter(
                            description = "At most so many runs, 1 to 500",
                            schema =
                                    @Schema(
                                            implementation = Integer.class,
                                            minimum = "1",
                                            maximum = "" + MAX_LIMIT,
                                            defaultValue = "" + DEFAULT_LIMIT))
                    List<String> limit,
            @QueryParam("date")
                    @Parameter(
                            description = "Runs that cover this match date only",
                            schema = @Schema(type = SchemaType.STRING, format = "date", examples = "2026-01-13"))
                    List<String> date,
            @QueryParam("cursor")
                    @Parameter(
                            description = "next_cursor of the page before",
                            schema = @Schema(type = SchemaType.STRING, examples = Examples.RUN_ID))
                    List<String> cursor) {
        int size = Parameters.number("limit", limit, DEFAULT_LIMIT, MAX_LIMIT);
        // One more tells whether there is another page.
        List<Run> found = runs.list(new RunQuery(
                size + 1,
                Parameters.state("state", state),
                Parameters.date("date", date),
                Parameters.run("cursor", cursor)));
        List<Run> page = found.subList(0, Math.min(size, found.size()));
        return new Runs(
                page.stream().map(RunView::of).toList(),
                found.size() > size ? Optional.of(page.get(size - 1).id().value()) : Optional.empty());
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "findRun", summary = "Show one run, with its job's progress and counts")
    @APIResponse(
            responseCode = "200",
            description = "The run",
            content =
                    @Content(
                            schema = @Schema(implementation = RunView.class),
                            examples = @ExampleObject(name = "running", value = Examples.RUNNING_RUN)))
    @APIResponse(responseCode = "404", description = "unknown-run: there is no such run")
    public RunView find(
            @PathParam("id")
                    @Parameter(description = ID, schema = @Schema(type = SchemaType.STRING, examples = Examples.RUN_ID))
                    String id) {
        Run run = runs.find(id);
        return RunView.of(run, runs.place(run), runs.progress(run));
    }

    @DELETE
    @Path("{id}")
    @Operation(operationId = "cancelRun", summary = "Cancel a run")
    @APIResponse(
            responseCode = "202",
            description = "Told to stop: CANCELLED where it was waiting, else CANCELLING until its process is gone",
            content = @Content(schema = @Schema(implementation = RunView.class)))
    @APIResponse(
            responseCode = "200",
            description = "It had ended before",
            content = @Content(schema = @Schema(implementation = RunView.class)))
    @APIResponse(responseCode = "403", description = "cross-site: a page of another site asks for it")
    @APIResponse(responseCode = "404", description = "unknown-run: there is no such run")
    public Response cancel(
            @PathParam("id")
                    @Parameter(description = ID, schema = @Schema(type = SchemaType.STRING, examples = Examples.RUN_ID))
                    String id) {
        RunService.Cancellation cancellation = runs.cancel(id);
        return Response.status(cancellation.effective() ? Response.Status.ACCEPTED : Response.Status.OK)
                .entity(RunView.of(cancellation.run()))
                .build();
    }

    @GET
    @Path("{id}/log")
    @Produces(MediaType.TEXT_PLAIN + ";charset=UTF-8")
    @Operation(operationId = "showLog", summary = "Show what the run's job has printed, also while it runs")
    @APIResponse(
            responseCode = "200",
            description = "The log, or a part of it",
            content = @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(
            responseCode = "400",
            description = "invalid-parameter: one cannot be read, or does not go with another")
    @APIResponse(
            responseCode = "404",
            description = "unknown-run: there is no such run; no-log: it, or this attempt, has none yet or no more")
    @APIResponse(
            responseCode = "503",
            description = "store-unavailable: Cassandra is away; lake-unavailable: the lake is; see Retry-After")
    public Response log(
            @PathParam("id")
                    @Parameter(description = ID, schema = @Schema(type = SchemaType.STRING, examples = Examples.RUN_ID))
                    String id,
            @QueryParam("lines")
                    @Parameter(
                            description = "Only the last so many lines, at most 10000; the whole log when absent",
                            schema = @Schema(implementation = Integer.class, minimum = "1", maximum = "" + MAX_LINES))
                    List<String> lines,
            @QueryParam("bytes")
                    @Parameter(
                            description =
                                    "Only the last so many bytes, at most 4194304, cut between characters; not with lines",
                            schema = @Schema(implementation = Integer.class, minimum = "1", maximum = "" + MAX_BYTES))
                    List<String> bytes,
            @QueryParam("offset")
                    @Parameter(
                            description =
                                    "Only what follows the first so many bytes: for who has them, and wants what was added; not"
                                            + " with lines or bytes",
                            schema = @Schema(implementation = Long.class, minimum = "0"))
                    List<String> offset,
            @QueryParam("attempt")
                    @Parameter(
                            description = "Which of the run's attempts, from 1; the last one when absent",
                            schema = @Schema(implementation = Integer.class, minimum = "1", maximum = "" + MAX_ATTEMPT))
                    List<String> attempt) {
        Parameters.atMostOne("lines", lines, "bytes", bytes);
        Parameters.atMostOne("offset", offset, "lines and bytes", lines.isEmpty() ? bytes : lines);
        StoredLog log = runs.log(id, Parameters.number("attempt", attempt, MAX_ATTEMPT));
        if (!lines.isEmpty()) {
            return Response.ok(log.tail(Parameters.number("lines", lines, DEFAULT_LIMIT, MAX_LINES)))
                    .build();
        }
        if (!bytes.isEmpty()) {
            return Response.ok(log.tailBytes(Parameters.number("bytes", bytes, DEFAULT_BYTES, MAX_BYTES)))
                    .build();
        }
        return Response.ok(log.open(Parameters.offset("offset", offset).orElse(0)))
                .build();
    }
}
