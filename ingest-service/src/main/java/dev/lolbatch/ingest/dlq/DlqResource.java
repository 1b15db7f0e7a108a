package dev.lolbatch.ingest.dlq;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestStreamElementType;

/**
 * Lists and replays dead letters, where their headers are written, the broker's credentials are, and the mend was made. The
 * command line is a thin client of it, so one command serves this machine and a cluster.
 *
 * <p>A replay lives as long as the call: whoever hangs up stops it behind the transaction that it is at. Its body must be
 * declared to be JSON, which no page of another origin can do unasked.
 */
@Path("/dlq")
public final class DlqResource {
    private static final int LARGEST_LIMIT = 1000;

    private final DeadLetterQueue letters;

    DlqResource(DeadLetterQueue letters) {
        this.letters = letters;
    }

    /**
     * What waits.
     *
     * @param order {@code newest} or {@code oldest}
     * @param since ISO-8601
     */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public DeadLetterQueue.Listing list(
            @RestQuery List<String> reason,
            @RestQuery Optional<String> topic,
            @RestQuery Optional<Integer> partition,
            @RestQuery("from_offset") Optional<Long> fromOffset,
            @RestQuery("to_offset") Optional<Long> toOffset,
            @RestQuery Optional<String> since,
            @RestQuery @DefaultValue("20") int limit,
            @RestQuery @DefaultValue("newest") String order) {
        if (limit < 0 || limit > LARGEST_LIMIT) {
            throw new DlqException(
                    DlqException.Code.INVALID_PARAMETER,
                    "Cannot show " + limit + " dead letters: limit goes from 0 to " + LARGEST_LIMIT);
        }
        LetterSelection selection = new LetterSelection(reason, topic, partition, fromOffset, toOffset, since);
        return letters.list(selection.filter(), limit, order(order));
    }

    private static DeadLetterQueue.Order order(String name) {
        return switch (name) {
            case "newest" -> DeadLetterQueue.Order.NEWEST;
            case "oldest" -> DeadLetterQueue.Order.OLDEST;
            default ->
                throw new DlqException(
                        DlqException.Code.INVALID_PARAMETER,
                        "Cannot order by '" + name + "': order is newest or oldest");
        };
    }

    /** Replays, and tells how far it is, a line each; the last one says how it ended. */
    @POST
    @Path("/replays")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces("application/x-ndjson")
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    public Multi<ReplayLine> replay(LetterSelection selection) {
        if (selection == null) {
            throw new DlqException(
                    DlqException.Code.INVALID_PARAMETER,
                    "Cannot replay: the request has no body; send {} to replay all dead letters");
        }
        LetterFilter filter = selection.filter();
        return Multi.createFrom()
                .<ReplayLine>emitter(lines -> new ReplayStream(letters, filter, lines).run())
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
}
