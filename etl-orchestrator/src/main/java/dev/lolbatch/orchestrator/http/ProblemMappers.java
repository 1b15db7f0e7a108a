package dev.lolbatch.orchestrator.http;

import dev.lolbatch.orchestrator.problem.ErrorCode;
import dev.lolbatch.orchestrator.problem.OrchestratorException;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every error leaves as a problem; what is not foreseen is logged here and tells the caller nothing of the inside. */
final class ProblemMappers {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    Response orchestrator(OrchestratorException e, UriInfo uri) {
        Problem problem = Problem.of(e.code(), e.getMessage(), uri.getPath());
        if (e.activeRun().isPresent()) {
            String active = RunsResource.path(e.activeRun().get());
            return problem.withActiveRun(active)
                    .response()
                    .header(HttpHeaders.LINK, "<" + active + ">; rel=\"related\"")
                    .build();
        }
        Response.ResponseBuilder response =
                (e.nearest().isEmpty() ? problem : problem.withNearest(e.nearest())).response();
        e.retryAfter().ifPresent(wait -> response.header(HttpHeaders.RETRY_AFTER, Problem.seconds(wait)));
        return response.build();
    }

    @ServerExceptionMapper
    Response notFound(NotFoundException e, UriInfo uri) {
        return Problem.of(
                        ErrorCode.NOT_FOUND,
                        "Cannot find " + uri.getPath()
                                + ": the API has no such path; / and /q/openapi list those it has",
                        uri.getPath())
                .response()
                .build();
    }

    @ServerExceptionMapper
    Response notAllowed(NotAllowedException e, UriInfo uri, Request request) {
        String allowed = Methods.of(uri.getPath()).orElse("GET, HEAD, OPTIONS");
        return Problem.of(
                        ErrorCode.METHOD_NOT_ALLOWED,
                        "Cannot " + request.getMethod() + " " + uri.getPath()
                                + ": the path does not take this method; use one of " + allowed,
                        uri.getPath())
                .response()
                .header(HttpHeaders.ALLOW, allowed)
                .build();
    }

    @ServerExceptionMapper
    Response notAcceptable(NotAcceptableException e, UriInfo uri) {
        return Problem.of(
                        ErrorCode.NOT_ACCEPTABLE,
                        "Cannot answer in the form that Accept asks for; /q/openapi lists the forms of each path",
                        uri.getPath())
                .response()
                .build();
    }

    @ServerExceptionMapper
    Response notSupported(NotSupportedException e, UriInfo uri) {
        return Problem.of(
                        ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                        "Cannot read a body of this Content-Type; /q/openapi lists the forms of each path",
                        uri.getPath())
                .response()
                .build();
    }

    @ServerExceptionMapper
    Response other(WebApplicationException e, UriInfo uri) {
        int status = e.getResponse().getStatus();
        if (status == Response.Status.NOT_ACCEPTABLE.getStatusCode()) {
            // So it comes where a path is in more than one class.
            return notAcceptable(new NotAcceptableException(e), uri);
        }
        if (status >= 500) {
            return internal(e, uri);
        }
        return Problem.of(ErrorCode.BAD_REQUEST, "Cannot read the request; compare it with /q/openapi", uri.getPath())
                .response()
                .build();
    }

    @ServerExceptionMapper
    Response internal(Exception e, UriInfo uri) {
        LOG.error("Request failed: path={}", uri.getPath(), e);
        return Problem.of(
                        ErrorCode.INTERNAL_ERROR,
                        "Cannot answer because of a fault of the orchestrator; its log says more",
                        uri.getPath())
                .response()
                .build();
    }
}
