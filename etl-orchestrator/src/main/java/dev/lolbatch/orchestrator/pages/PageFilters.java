package dev.lolbatch.orchestrator.pages;

import dev.lolbatch.orchestrator.http.Problem;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** What holds for all pages. */
final class PageFilters {
    /** A form sends every field, and those that were left empty ask for nothing. */
    @Page
    @ServerRequestFilter
    Optional<Response> asksForNothingBlank(UriInfo uri) {
        boolean hasBlank =
                uri.getQueryParameters().values().stream().flatMap(List::stream).anyMatch(String::isBlank);
        return hasBlank
                ? Optional.of(
                        Response.seeOther(URI.create(PageQuery.of(uri).url())).build())
                : Optional.empty();
    }

    /** To be asked for again each time: what a page shows may be another by then. */
    @Page
    @ServerResponseFilter
    void isNotKept(ContainerResponseContext response) {
        response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-cache");
        response.getHeaders().putSingle(HttpHeaders.VARY, "Accept, Accept-Encoding");
        if (response.getStatus() == Response.Status.OK.getStatusCode()) {
            // Else the framework would send its own weight of the form along.
            response.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, Page.HTML);
        }
    }

    /** Who looks with a browser is shown problems as he is shown all else. */
    @ServerResponseFilter
    void showsProblems(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof Problem problem
                && request.getMethod().equals(HttpMethod.GET)
                && prefersPages(request)) {
            Optional<String> retryAfter = Optional.ofNullable(response.getHeaderString(HttpHeaders.RETRY_AFTER));
            response.setEntity(
                    Templates.error(Failure.of(problem, retryAfter)).render(),
                    null,
                    MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"));
        }
    }

    private static boolean prefersPages(ContainerRequestContext request) {
        MediaType first = request.getAcceptableMediaTypes().get(0);
        return first.getType().equals("text") && first.getSubtype().equals("html");
    }
}
