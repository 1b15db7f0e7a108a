package dev.lolbatch.orchestrator.http;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;

/** Where a stranger begins. */
@Path("/")
@Tag(name = "index", description = "Where to begin")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
final class IndexResource {
    /** @param links what there is, by name */
    record Index(String service, Map<String, String> links) {}

    @GET
    // Browsers are shown the dashboard here.
    @ResponseHeader(name = HttpHeaders.VARY, value = "Accept, Accept-Encoding")
    @Operation(operationId = "index", summary = "List what there is")
    public Index index() {
        return new Index(
                "lolbatch etl-orchestrator",
                new TreeMap<>(Map.of(
                        "runs", "/etl/runs",
                        "dates", "/etl/dates",
                        "events", "/etl/events",
                        "champions", "/stats/champions",
                        "positions", "/stats/positions",
                        "health", "/q/health",
                        "metrics", "/q/metrics",
                        "openapi", "/q/openapi")));
    }
}
