package dev.lolbatch.cli;

import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The orchestrator as its REST API shows it. */
final class Orchestrator {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String RUNS = "/etl/runs";
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final String NO_LOG = "no-log";

    private final RestApi api;

    Orchestrator(URI address) {
        this.api = new RestApi("the orchestrator", address, "--url", PATIENCE);
    }

    /**
     * A page of runs.
     *
     * @param runs newest first
     * @param nextCursor of the page after this one
     */
    record Runs(List<Run> runs, Optional<String> nextCursor) {}

    /** What becomes of a request for a run. */
    sealed interface Requested {
        /** It is accepted; the answer is the run. */
        record Accepted(Answer answer) implements Requested {}

        /**
         * It was refused, since a run covers one of its dates already.
         *
         * @param path of that run
         */
        record AlreadyActive(String detail, String path) implements Requested {
            String runId() {
                return Run.idIn(path);
            }
        }
    }

    /** Requests a run; {@code query} says for which dates. */
    Requested request(Query query) {
        RestApi.Response response = api.post(query.of(RUNS));
        if (response.status() == CONFLICT) {
            RestApi.Problem problem = api.problem(response);
            String active = problem.activeRun().orElseThrow(() -> CommandException.failed(problem.detail()));
            return new Requested.AlreadyActive(problem.detail(), active);
        }
        return new Requested.Accepted(api.answer(response));
    }

    /** Requests a run for a match date; when one is active for it already, that one. */
    Run requestOrActive(LocalDate date) {
        Requested requested = request(new Query().with("date", date));
        Answer answer = requested instanceof Requested.AlreadyActive active
                ? run(active.path())
                : ((Requested.Accepted) requested).answer();
        return answer.as(Run.class);
    }

    /** @param path the run's {@code self} */
    Answer run(String path) {
        return get(path);
    }

    static String path(String runId) {
        return RUNS + "/" + Query.segment(runId);
    }

    /** Newest first. */
    Answer runs(Query query) {
        return get(query.of(RUNS));
    }

    /** The path of the run that was requested last. */
    Optional<String> newestRun() {
        return runs(new Query().with("limit", 1)).as(Runs.class).runs().stream()
                .map(Run::self)
                .findFirst();
    }

    /** Tells a run to stop; the answer is the run. */
    Answer cancel(String path) {
        return api.answer(api.delete(path));
    }

    /** What the run's job has printed, as {@code query} asks; to be closed. */
    InputStream log(String path, Query query) {
        return api.successful(logResponse(path, query)).body();
    }

    /** As {@link #log}; empty when there is none yet. */
    Optional<InputStream> logIfAny(String path, Query query) {
        RestApi.Response response = logResponse(path, query);
        if (response.status() != NOT_FOUND) {
            return Optional.of(api.successful(response).body());
        }
        RestApi.Problem problem = api.problem(response);
        if (!problem.code().equals(NO_LOG)) {
            throw CommandException.failed(problem.detail());
        }
        return Optional.empty();
    }

    private RestApi.Response logResponse(String path, Query query) {
        return api.get(query.of(path + "/log"));
    }

    Answer stats(String path, Query query) {
        return get(query.of("/stats/" + path));
    }

    Answer dates(Query query) {
        return get(query.of("/etl/dates"));
    }

    private Answer get(String path) {
        return api.answer(api.get(path));
    }
}
