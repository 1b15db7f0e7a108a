package dev.lolbatch.orchestrator.http;

import dev.lolbatch.orchestrator.dates.DateStatus;
import dev.lolbatch.orchestrator.dates.DatesService;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The dates of the lake. Waits for the lake and for Cassandra, and so runs on worker threads. */
@Path("/etl/dates")
@Tag(name = "dates", description = "What the lake has, and what is published of it")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
final class DatesResource {
    private static final int DEFAULT_LIMIT = 400;
    private static final int MAX_LIMIT = 10_000;

    private final DatesService dates;

    DatesResource(DatesService dates) {
        this.dates = dates;
    }

    /**
     * @param snapshotId the lake's newest snapshot; left out when nothing was ever committed
     * @param dates newest first
     */
    @Schema(name = "Dates")
    record Dates(@Schema(implementation = Long.class) OptionalLong snapshotId, List<DateView> dates) {}

    /**
     * A match date of the lake.
     *
     * @param rows participants in the lake, those of duplicates too
     * @param complete whether every partition of the topic is in the lake past its end
     * @param runId the job whose view is published
     * @param run path of the run that it belongs to
     * @param lastRun path of the run that was requested last for the date, whatever has become of it
     */
    @Schema(name = "LakeDate")
    record DateView(
            LocalDate date,
            long rows,
            int files,
            long bytes,
            DateStatus.State state,
            boolean complete,
            @Schema(examples = Examples.JOB_ID) Optional<String> runId,
            Optional<Instant> publishedAt,
            @Schema(format = "uri-reference", examples = Examples.RUN_PATH) Optional<String> run,
            @Schema(format = "uri-reference", examples = Examples.RUN_PATH) Optional<String> lastRun) {
        static DateView of(DateStatus status) {
            return new DateView(
                    status.date(),
                    status.lake().rows(),
                    status.lake().files(),
                    status.lake().bytes(),
                    status.state(),
                    status.isComplete(),
                    status.published().map(view -> view.jobId()),
                    status.published().map(view -> view.publishedAt()),
                    status.published().flatMap(view -> RunsResource.pathOfJob(view.jobId())),
                    status.lastRun().map(RunsResource::path));
        }
    }

    @GET
    @Operation(
            operationId = "listDates",
            summary = "List the lake's dates, the newest first, with what is published of each")
    @APIResponse(
            responseCode = "200",
            description = "The dates",
            content =
                    @Content(
                            schema = @Schema(implementation = Dates.class),
                            examples = @ExampleObject(name = "dates", value = Examples.DATES)))
    @APIResponse(
            responseCode = "400",
            description = "invalid-parameter: one cannot be read, or does not go with another")
    @APIResponse(
            responseCode = "503",
            description = "store-unavailable: Cassandra is away; lake-unavailable: the lake is; see Retry-After")
    public Dates list(
            @QueryParam("from")
                    @Parameter(
                            description =
                                    "First match date in UTC, 2026-01-13 or 2026/01/13; the lake's first when absent",
                            schema = @Schema(type = SchemaType.STRING, format = "date", examples = "2026-01-01"))
                    List<String> from,
            @QueryParam("to")
                    @Parameter(
                            description = "Last match date; the lake's last when absent",
                            schema = @Schema(type = SchemaType.STRING, format = "date", examples = "2026-01-31"))
                    List<String> to,
            @QueryParam("state")
                    @Parameter(
                            description = "Dates in this state only, in upper or lower case",
                            schema = @Schema(implementation = DateStatus.State.class))
                    List<String> state,
            @QueryParam("limit")
                    @Parameter(
                            description = "At most so many dates, 1 to 10000",
                            schema =
                                    @Schema(
                                            implementation = Integer.class,
                                            minimum = "1",
                                            maximum = "" + MAX_LIMIT,
                                            defaultValue = "" + DEFAULT_LIMIT))
                    List<String> limit) {
        int size = Parameters.number("limit", limit, DEFAULT_LIMIT, MAX_LIMIT);
        Optional<DateStatus.State> wanted = Parameters.oneOf("state", state, DateStatus.State.class);
        Parameters.Range range = Parameters.range("from", from, "to", to);
        DatesService.Dates found =
                dates.list(range.from().orElse(LocalDate.EPOCH), range.to().orElse(LocalDate.of(9999, 12, 31)));
        List<DateStatus> newestFirst = new ArrayList<>(found.dates());
        Collections.reverse(newestFirst);
        return new Dates(
                found.snapshotId(),
                newestFirst.stream()
                        .filter(date ->
                                wanted.filter(one -> one != date.state()).isEmpty())
                        .limit(size)
                        .map(DateView::of)
                        .toList());
    }
}
