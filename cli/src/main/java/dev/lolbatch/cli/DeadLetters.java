package dev.lolbatch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The dead letters as ingest-service's REST API shows them. */
final class DeadLetters {
    private static final String SERVICE = "ingest-service";
    /** It reads the whole dead letter topic before its first word. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final RestApi api;

    DeadLetters(URI address) {
        this.api = new RestApi(SERVICE, address, "--ingest-url", PATIENCE);
    }

    /**
     * What waits to be replayed.
     *
     * @param topic the dead letter topic
     * @param foreign records of the topic that are no dead letters
     */
    record Listing(
            String topic, long waiting, long selected, long foreign, List<Reason> reasons, List<Letter> letters) {}

    record Reason(String reason, long waiting, long selected) {}

    record Letter(
            int dlqPartition,
            long dlqOffset,
            String topic,
            int partition,
            long offset,
            Instant timestamp,
            Instant rejectedAt,
            String reason,
            String cause,
            long bytes,
            Optional<String> key) {}

    /**
     * A line of a replay's answer.
     *
     * @param state {@code RUNNING, DONE, FAILED}
     */
    record Line(String state, long selected, long sent, long bytes, Optional<Problem> problem) {}

    record Problem(int status, String detail) {}

    /** @param selection by the names of the API */
    Answer list(Map<String, Object> selection, int limit, String order) {
        Query query = new Query().with("limit", limit).with("order", order);
        selection.forEach((name, value) -> {
            String parameter = name.equals("reasons") ? "reason" : name;
            query.with(parameter, value instanceof Collection<?> several ? several : List.of(value));
        });
        return api.answer(api.get(query.of("/dlq")));
    }

    /**
     * Replays what is selected; ends when ingest-service says that it is done.
     *
     * @param told each line as it comes
     * @return the last line
     */
    Line replay(Map<String, Object> selection, Consumer<Line> told) {
        RestApi.Response response = api.successful(api.post("/dlq/replays", json(selection)));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
            return follow(lines.lines().iterator(), told);
        } catch (IOException e) {
            throw api.unreachable(e);
        }
    }

    private Line follow(Iterator<String> lines, Consumer<Line> told) {
        Line last = new Line("RUNNING", 0, 0, 0, Optional.empty());
        try {
            while (last.state().equals("RUNNING") && lines.hasNext()) {
                String line = lines.next();
                if (!line.isBlank()) {
                    last = new Answer(SERVICE, line).as(Line.class);
                    told.accept(last);
                }
            }
        } catch (UncheckedIOException e) {
            throw cutOff(last, e);
        }
        if (last.state().equals("RUNNING")) {
            throw cutOff(last, null);
        }
        if (last.problem().isPresent()) {
            Problem problem = last.problem().get();
            throw RestApi.refused(
                    problem.status(),
                    "%s (%d of %d were replayed)".formatted(problem.detail(), last.sent(), last.selected()));
        }
        return last;
    }

    private CommandException cutOff(Line last, Throwable cause) {
        return CommandException.unreachable(
                "Cannot follow the replay: ingest-service at %s ended in the middle of its answer, after %d of %d; call again when it runs: what was replayed is not replayed twice"
                        .formatted(api.address(), last.sent(), last.selected()),
                cause);
    }

    private static String json(Map<String, Object> selection) {
        try {
            return Json.MAPPER.writeValueAsString(selection);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write a selection as JSON: " + e.getMessage(), e);
        }
    }
}
