package dev.lolbatch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The dead letters as ingest-service's REST API shows them. */
final class DeadLetters {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final int BAD_REQUEST = 400;
    private static final int UNAVAILABLE = 503;

    private final URI address;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();

    DeadLetters(URI address) {
        this.address = address;
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
    Listing list(Map<String, Object> selection, int limit, String order) {
        return read(listJson(selection, limit, order), Listing.class);
    }

    /** As {@link #list}, unread. */
    String listJson(Map<String, Object> selection, int limit, String order) {
        List<String> query = new ArrayList<>(List.of("limit=" + limit, "order=" + order));
        selection.forEach((name, value) -> {
            String parameter = name.equals("reasons") ? "reason" : name;
            Collection<?> values = value instanceof Collection<?> several ? several : List.of(value);
            values.forEach(one -> query.add(parameter + "=" + URLEncoder.encode(one.toString(), UTF_8)));
        });
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve("/dlq?" + String.join("&", query)));
        HttpResponse<String> response = send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw refused(response, response.body());
        }
        return response.body();
    }

    /**
     * Replays what is selected; ends when ingest-service says that it is done.
     *
     * @param told each line as it comes
     * @return the last line
     */
    Line replay(Map<String, Object> selection, Consumer<Line> told) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve("/dlq/replays"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json(selection)));
        HttpResponse<Stream<String>> response = send(request, BodyHandlers.ofLines());
        try (Stream<String> lines = response.body()) {
            if (response.statusCode() != 200) {
                throw refused(response, lines.collect(Collectors.joining("\n")));
            }
            return follow(lines.iterator(), told);
        }
    }

    private Line follow(Iterator<String> lines, Consumer<Line> told) {
        Line last = new Line("RUNNING", 0, 0, 0, Optional.empty());
        try {
            while (last.state().equals("RUNNING") && lines.hasNext()) {
                String line = lines.next();
                if (!line.isBlank()) {
                    last = read(line, Line.class);
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
            throw failed(
                    problem.status(),
                    "%s (%d of %d were replayed)".formatted(problem.detail(), last.sent(), last.selected()));
        }
        return last;
    }

    private CommandException cutOff(Line last, Throwable cause) {
        return CommandException.unreachable(
                "Cannot follow the replay: ingest-service at %s ended in the middle of its answer, after %d of %d; call again when it runs: what was replayed is not replayed twice"
                        .formatted(address, last.sent(), last.selected()),
                cause);
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> body) {
        try {
            return http.send(request.header("Accept", "*/*").build(), body);
        } catch (IOException e) {
            throw CommandException.unreachable(
                    "Cannot reach ingest-service at %s: %s; see whether it runs with ./lolbatch status, or give its address with --url"
                            .formatted(address, e),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandException.failed("Cannot wait for ingest-service: interrupted", e);
        }
    }

    private static CommandException refused(HttpResponse<?> response, String body) {
        boolean problem = response.headers()
                .firstValue("Content-Type")
                .filter(type -> type.startsWith("application/problem+json"))
                .isPresent();
        String detail = problem
                ? read(body, Problem.class).detail()
                : "Cannot use ingest-service at %s: it answered %d %s; see whether it is of the same version"
                        .formatted(response.request().uri(), response.statusCode(), body);
        return failed(response.statusCode(), detail);
    }

    private static CommandException failed(int status, String detail) {
        return switch (status) {
            case BAD_REQUEST -> CommandException.usage(detail);
            case UNAVAILABLE -> CommandException.unreachable(detail, null);
            default -> CommandException.failed(detail);
        };
    }

    private static String json(Map<String, Object> selection) {
        try {
            return Json.MAPPER.writeValueAsString(selection);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write a selection as JSON: " + e.getMessage(), e);
        }
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return Json.MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw CommandException.failed(
                    "Cannot read ingest-service's answer: %s; see whether it is of the same version"
                            .formatted(e.getOriginalMessage()),
                    e);
        }
    }
}
