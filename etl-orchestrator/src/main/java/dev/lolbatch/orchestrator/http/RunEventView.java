package dev.lolbatch.orchestrator.http;

import dev.lolbatch.orchestrator.events.RunEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A run's move as clients see it.
 *
 * @param version counts the moves of the run
 * @param at when the run entered the state
 * @param failure why it failed, in one sentence
 * @param self path of the run
 */
@Schema(name = "RunEvent")
record RunEventView(
        @Schema(examples = Examples.RUN_ID) String runId,
        int version,
        @Schema(ref = "RunState") String state,
        Instant at,
        Optional<String> failure,
        List<LocalDate> dates,
        @Schema(format = "uri-reference", examples = Examples.RUN_PATH) String self) {

    static RunEventView of(RunEvent event) {
        return new RunEventView(
                event.runId(),
                event.version(),
                event.state(),
                event.at(),
                event.failure(),
                event.dates(),
                RunsResource.path(event.runId()));
    }
}
