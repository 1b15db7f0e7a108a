package dev.lolbatch.orchestrator.http;

import dev.lolbatch.orchestrator.events.EventFeed;
import dev.lolbatch.orchestrator.events.LoggedEvent;
import dev.lolbatch.orchestrator.events.Signal;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** What happens to runs, as it happens. Only the beginning of a stream waits for Cassandra, on a worker thread. */
@Path("/etl/events")
@Tag(name = "events", description = "What happens to runs")
final class EventsResource {
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final EventFeed feed;

    EventsResource(EventFeed feed) {
        this.feed = feed;
    }

    @GET
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    // nginx holds an answer back until it has some kB of it.
    @ResponseHeader(name = "X-Accel-Buffering", value = "no")
    @Operation(
            operationId = "followEvents",
            summary = "Follow what happens to runs, as server-sent events",
            description =
                    "Events named run have an id; a client that comes back with the last one as Last-Event-ID misses"
                            + " none, whichever replica it reaches. Those named progress have none and are not repeated. Comments"
                            + " keep the connection. A stream that is taken too slowly is ended.")
    @APIResponse(
            responseCode = "200",
            description =
                    "The events, without an end; data of a run event is a RunEvent, of a progress event a RunProgress",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(oneOf = {RunEventView.class, ProgressSignals.RunProgressView.class}),
                            examples = {
                                @ExampleObject(name = "run", value = Examples.EVENT),
                                @ExampleObject(name = "progress", value = Examples.PROGRESS_EVENT)
                            }))
    @APIResponse(responseCode = "400", description = "invalid-parameter: the id cannot be read")
    @APIResponse(responseCode = "503", description = "store-unavailable: Cassandra is away; see Retry-After")
    public Multi<OutboundSseEvent> follow(
            @HeaderParam(LAST_EVENT_ID)
                    @Parameter(
                            description =
                                    "Id of the last event that came; without it, or beyond the newest, from now on",
                            schema = @Schema(implementation = Long.class, minimum = "0", examples = "42"))
                    List<String> lastEventId,
            @QueryParam("since")
                    @Parameter(
                            description = "The same, for clients that cannot set a header, which wins; 0 for all",
                            schema = @Schema(implementation = Long.class, minimum = "0", examples = "42"))
                    List<String> since,
            @Context Sse sse) {
        return feed.follow(from(lastEventId, since)).map(signal -> sent(signal, sse));
    }

    /** A browser comes back to the same URL, and says in the header how far it has come since. */
    private static OptionalLong from(List<String> lastEventId, List<String> since) {
        return lastEventId.isEmpty()
                ? Parameters.eventId("since", since)
                : Parameters.eventId(LAST_EVENT_ID, lastEventId);
    }

    /** Without it the framework would answer as to GET, and never end. */
    @HEAD
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(hidden = true)
    public Response head(
            @HeaderParam(LAST_EVENT_ID) List<String> lastEventId, @QueryParam("since") List<String> since) {
        from(lastEventId, since);
        return Response.ok()
                .header(HttpHeaders.CONTENT_TYPE, MediaType.SERVER_SENT_EVENTS)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Accel-Buffering", "no")
                .build();
    }

    /** Listeners are to go elsewhere at once, not when the last run has been stopped. */
    void onStop(@Observes ShutdownEvent event) {
        feed.close();
    }

    private static OutboundSseEvent sent(Signal signal, Sse sse) {
        OutboundSseEvent.Builder event = sse.newEventBuilder();
        if (signal instanceof Signal.Logged logged) {
            LoggedEvent entry = logged.event();
            return event.id(Long.toString(entry.seq()))
                    .name("run")
                    .data(RunEventView.of(entry.event()))
                    .build();
        }
        if (signal instanceof Signal.Transient passing) {
            return event.name(passing.name()).data(passing.data()).build();
        }
        return event.comment("").build();
    }
}
