package dev.lolbatch.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The dead letters as ingest-service's REST API shows them. */
final class DeadLetters {
    /** How long ingest-service may say nothing: it reads the whole dead letter topic before its first word. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private final RestApi api;

    DeadLetters(RestApi api) {
        this.api = api;
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
    record Line(String state, long selected, long sent, long bytes, Optional<AnswerLines.Problem> problem)
            implements AnswerLines.Line {}

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
        RestApi.Response response = api.successful(api.post("/dlq/replays", Json.text(selection)));
        return new AnswerLines<>(api, Line.class, this::cutOff, line -> "%d of %d were replayed"
                        .formatted(line.sent(), line.selected()))
                .follow(response, told);
    }

    private String cutOff(Optional<Line> last) {
        return "Cannot follow the replay: ingest-service at %s ended in the middle of its answer, after %d of %d; call again when it runs: what was replayed is not replayed twice"
                .formatted(
                        api.address(),
                        last.map(Line::sent).orElse(0L),
                        last.map(Line::selected).orElse(0L));
    }
}
