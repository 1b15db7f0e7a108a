package dev.lolbatch.orchestrator.http;

import dev.lolbatch.orchestrator.problem.ErrorCode;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An error as RFC 9457 has it.
 *
 * @param code what clients decide by; it never changes
 * @param detail what happened this time, and what to do
 * @param instance path of the request
 * @param activeRun path of the run that stands in the way, for the code {@code run-active}
 * @param nearest names that are near to the one that is unknown, for the code {@code unknown-champion}
 */
@Schema(description = "RFC 9457 problem")
public record Problem(
        @Schema(examples = "invalid-parameter") String code,
        String title,
        @Schema(examples = "400") int status,
        String detail,
        @Schema(format = "uri-reference", examples = "/etl/runs") String instance,
        @Schema(format = "uri-reference", examples = Examples.RUN_PATH) Optional<String> activeRun,
        Optional<List<String>> nearest) {
    static final String MEDIA_TYPE = "application/problem+json";

    /** @param path of the request, decoded or not: what a URI does not take is encoded */
    static Problem of(ErrorCode code, String detail, String path) {
        return new Problem(
                code.code(), code.title(), code.status(), detail, instance(path), Optional.empty(), Optional.empty());
    }

    private static String instance(String path) {
        try {
            // Two slashes would begin a host.
            return new URI(null, null, path.replaceFirst("^/+", "/"), null).toASCIIString();
        } catch (URISyntaxException e) {
            return "/";
        }
    }

    Problem withActiveRun(String path) {
        return new Problem(code, title, status, detail, instance, Optional.of(path), nearest);
    }

    Problem withNearest(List<String> names) {
        return new Problem(code, title, status, detail, instance, activeRun, Optional.of(names));
    }

    Response.ResponseBuilder response() {
        return Response.status(status).type(MEDIA_TYPE).entity(this);
    }

    static String seconds(Duration retryAfter) {
        return Long.toString(retryAfter.toSeconds());
    }
}
