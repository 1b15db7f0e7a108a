package dev.lolbatch.orchestrator.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lolbatch.orchestrator.problem.ErrorCode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** What the server refuses before any resource sees it, such as a path that cannot be decoded. */
@Singleton
final class UnreadableRequests {
    private final ObjectMapper json;

    UnreadableRequests(ObjectMapper json) {
        this.json = json;
    }

    void register(@Observes Router router) {
        router.errorHandler(ErrorCode.BAD_REQUEST.status(), this::answer);
    }

    private void answer(RoutingContext context) {
        Problem problem = Problem.of(
                ErrorCode.BAD_REQUEST,
                "Cannot read the request's path or query; encode them as RFC 3986 has it",
                context.request().uri());
        try {
            context.response()
                    .setStatusCode(problem.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .end(json.writeValueAsString(problem));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is always written", e);
        }
    }
}
