package dev.lolbatch.ingest.rest;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.ws.rs.core.Response;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every foreseen error leaves as a problem. */
final class ProblemMapper {
    @ServerExceptionMapper
    Response problem(ProblemException failure) {
        return response(Problem.of(failure));
    }

    @ServerExceptionMapper
    Response unreadable(MismatchedInputException failure) {
        return response(new Problem(
                "invalid-parameter",
                "Invalid parameter",
                Response.Status.BAD_REQUEST.getStatusCode(),
                "Cannot read the request's body at " + failure.getPathReference() + remedy(failure)));
    }

    private static String remedy(MismatchedInputException failure) {
        return failure instanceof UnrecognizedPropertyException unknown
                ? "; its parts are "
                        + unknown.getKnownPropertyIds().stream()
                                .map(Object::toString)
                                .sorted()
                                .collect(Collectors.joining(", "))
                : ": it is of the wrong type; correct it";
    }

    private static Response response(Problem problem) {
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }
}
