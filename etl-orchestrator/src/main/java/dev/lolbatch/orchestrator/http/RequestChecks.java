package dev.lolbatch.orchestrator.http;

import dev.lolbatch.orchestrator.problem.ErrorCode;
import dev.lolbatch.orchestrator.problem.OrchestratorException;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** What is answered before a resource is asked. */
final class RequestChecks {
    /** The framework would allow what any path of the class takes, on paths that there are not, too. */
    @ServerRequestFilter(preMatching = true)
    Optional<Response> options(ContainerRequestContext request) {
        if (!request.getMethod().equals(HttpMethod.OPTIONS)) {
            return Optional.empty();
        }
        String allowed = Methods.of(request.getUriInfo().getPath()).orElseThrow(NotFoundException::new);
        return Optional.of(
                Response.noContent().header(HttpHeaders.ALLOW, allowed).build());
    }

    /** A page of another site could else start and cancel runs by the browser of whoever looks at it. */
    @ServerRequestFilter
    void comesFromNoOtherSite(ContainerRequestContext request) {
        boolean changes = request.getMethod().equals(HttpMethod.POST)
                || request.getMethod().equals(HttpMethod.DELETE);
        if (changes && isForeign(request)) {
            throw new OrchestratorException(
                    ErrorCode.CROSS_SITE,
                    "Cannot " + request.getMethod() + " " + request.getUriInfo().getPath()
                            + ": a page of another site asks for it; use the dashboard, or a client that is no browser");
        }
    }

    private static boolean isForeign(ContainerRequestContext request) {
        String site = request.getHeaderString("Sec-Fetch-Site");
        if (site != null) {
            // All servers of a developer's machine are the same site.
            return site.equals("cross-site") || site.equals("same-site");
        }
        // Browsers say it only over HTTPS and to this machine; elsewhere they say of which page they are.
        String origin = request.getHeaderString("Origin");
        String host = request.getHeaderString(HttpHeaders.HOST);
        return origin != null
                && !origin.equalsIgnoreCase("http://" + host)
                && !origin.equalsIgnoreCase("https://" + host);
    }

    /** Whoever sends parameters in a body would else get the run of the defaults. */
    @ServerRequestFilter
    void takesNoBody(ContainerRequestContext request) {
        String length = Optional.ofNullable(request.getHeaderString(HttpHeaders.CONTENT_LENGTH))
                .orElse("0");
        boolean hasBody = !length.equals("0") || request.getHeaders().containsKey("Transfer-Encoding");
        if (request.getMethod().equals(HttpMethod.POST) && hasBody) {
            throw new OrchestratorException(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "Cannot read the body: parameters stand in the URL; write for example /etl/runs?date=2026-01-13");
        }
    }
}
