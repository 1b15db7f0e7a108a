package dev.lolbatch.ingest.upkeep;

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
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestStreamElementType;

/**
 * Lists, expires and compacts the lake's files, where the table's writer and its fence are. The command line is a thin client
 * of it, so one command serves this machine and a cluster.
 *
 * <p>A compaction lives as long as the call: whoever hangs up stops it, and what was committed stays. Bodies must be declared
 * to be JSON, which no page of another origin can do unasked.
 */
@Path("/lake")
public final class LakeResource {
    private static final int LARGEST_LIMIT = 1000;

    private final LakeUpkeep lake;
    private final StopSignal stop;

    LakeResource(LakeUpkeep lake, StopSignal stop) {
        this.lake = lake;
        this.stop = stop;
    }

    /** The data files of the newest snapshot; dates are like {@code 2026-01-13}. */
    @GET
    @Path("/files")
    @Produces(MediaType.APPLICATION_JSON)
    public FileListing files(
            @RestQuery Optional<String> date,
            @RestQuery Optional<String> from,
            @RestQuery Optional<String> to,
            @RestQuery @DefaultValue("100") int limit) {
        if (limit < 0 || limit > LARGEST_LIMIT) {
            throw new UpkeepException(
                    UpkeepException.Code.INVALID_PARAMETER,
                    "Cannot list " + limit + " files: limit goes from 0 to " + LARGEST_LIMIT);
        }
        return lake.files(DateRange.of(date, from, to), limit);
    }

    /** Expires snapshots and removes orphans now. */
    @POST
    @Path("/expiries")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Expiry expire(Map<String, Object> options) {
        if (options == null || !options.isEmpty()) {
            throw new UpkeepException(
                    UpkeepException.Code.INVALID_PARAMETER,
                    "Cannot expire snapshots: the request's body is not empty JSON; send {}");
        }
        return lake.expire();
    }

    /** What a compaction would do. */
    @GET
    @Path("/compactions")
    @Produces(MediaType.APPLICATION_JSON)
    public List<DateFiles> compactable(
            @RestQuery Optional<String> from,
            @RestQuery Optional<String> to,
            @RestQuery("min_files") Optional<Integer> minFiles) {
        return lake.compactable(new CompactionRequest(from, to, minFiles).scope());
    }

    /** Compacts, and tells how far it is, a line for each date; the last one says how it ended. */
    @POST
    @Path("/compactions")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces("application/x-ndjson")
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    public Multi<CompactionLine> compact(CompactionRequest request) {
        if (request == null) {
            throw new UpkeepException(
                    UpkeepException.Code.INVALID_PARAMETER,
                    "Cannot compact: the request has no body; send {} to compact all complete dates");
        }
        CompactionScope scope = request.scope();
        return Multi.createFrom()
                .<CompactionLine>emitter(lines -> new CompactionStream(lake, scope, stop, lines).run())
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
}
