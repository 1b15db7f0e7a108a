package dev.lolbatch.ingest.dlq;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every foreseen error leaves as a problem. */
final class DlqProblemMapper {
    @ServerExceptionMapper
    Response problem(DlqException failure) {
        DlqProblem problem = DlqProblem.of(failure);
        return Response.status(problem.status())
                .type(DlqProblem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }

    @ServerExceptionMapper
    Response unreadable(MismatchedInputException failure) {
        return problem(new DlqException(
                DlqException.Code.INVALID_PARAMETER,
                "Cannot read the selection of dead letters at " + failure.getPathReference()
                        + "; its parts are reasons, topic, partition, from_offset, to_offset and since",
                failure));
    }
}
