package dev.lolbatch.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The orchestrator as its REST API shows it. */
final class Orchestrator {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int CONFLICT = 409;

    private final URI address;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    Orchestrator(URI address) {
        this.address = address;
    }

    /**
     * A run of the batch job.
     *
     * @param state {@code QUEUED, SUBMITTED, RUNNING, CANCELLING, SUCCEEDED, FAILED, CANCELLED}
     * @param progress what the job says of itself, as soon as it does
     * @param self its path
     */
    record Run(String runId, String state, Optional<String> failure, Optional<JobProgress> progress, String self) {
        boolean ended() {
            return switch (state) {
                case "SUCCEEDED", "FAILED", "CANCELLED" -> true;
                default -> false;
            };
        }

        boolean succeeded() {
            return state.equals("SUCCEEDED");
        }
    }

    record JobProgress(Optional<String> stage, OptionalLong rowsRead) {}

    record Champion(
            String championName,
            long gamesPlayed,
            BigDecimal winRate,
            BigDecimal avgKills,
            BigDecimal avgDeaths,
            BigDecimal avgAssists,
            BigDecimal avgKda,
            BigDecimal avgGpm,
            BigDecimal avgDpm) {}

    record Position(String position, long gamesPlayed, BigDecimal winRate, BigDecimal avgKda, BigDecimal avgGpm) {}

    private record Champions(List<Champion> champions) {}

    private record Positions(List<Position> positions) {}

    private record Problem(String detail, Optional<String> activeRun) {}

    /** Requests a run for a match date; when one is active for it already, that one. */
    Run request(LocalDate date) {
        HttpResponse<String> response = send(HttpRequest.newBuilder(address.resolve("/etl/runs?date=" + date))
                .POST(HttpRequest.BodyPublishers.noBody()));
        if (response.statusCode() == CONFLICT) {
            Optional<String> active = read(response, Problem.class).activeRun();
            if (active.isPresent()) {
                return run(active.get());
            }
        }
        return read(successful(response), Run.class);
    }

    /** @param path the run's {@code self} */
    Run run(String path) {
        return get(path, Run.class);
    }

    /** The most played first. */
    List<Champion> champions() {
        return get("/stats/champions", Champions.class).champions();
    }

    /** The most played first. */
    List<Position> positions() {
        return get("/stats/positions", Positions.class).positions();
    }

    private <T> T get(String path, Class<T> type) {
        return read(successful(send(HttpRequest.newBuilder(address.resolve(path)))), type);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(
                    request.timeout(TIMEOUT)
                            .header("Accept", "application/json")
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw CommandException.unreachable(
                    "Cannot reach the orchestrator at %s: %s; see whether it runs with ./lolbatch status"
                            .formatted(address, e),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandException.failed("Cannot wait for the orchestrator: interrupted", e);
        }
    }

    private HttpResponse<String> successful(HttpResponse<String> response) {
        if (response.statusCode() / 100 == 2) {
            return response;
        }
        boolean problem = response.headers()
                .firstValue("Content-Type")
                .filter(type -> type.startsWith("application/problem+json"))
                .isPresent();
        String detail = problem ? read(response, Problem.class).detail() : response.body();
        throw CommandException.failed("The orchestrator answered %d to %s %s: %s"
                .formatted(
                        response.statusCode(),
                        response.request().method(),
                        response.request().uri(),
                        detail));
    }

    private static <T> T read(HttpResponse<String> response, Class<T> type) {
        try {
            return Json.MAPPER.readValue(response.body(), type);
        } catch (JsonProcessingException e) {
            throw CommandException.failed(
                    "Cannot read the orchestrator's answer to %s: %s"
                            .formatted(response.request().uri(), e.getOriginalMessage()),
                    e);
        }
    }
}
