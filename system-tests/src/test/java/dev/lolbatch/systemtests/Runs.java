package dev.lolbatch.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lolbatch.systemtests.RestClient.Answer;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Triggers runs over HTTP and waits for them, as a person with curl would. */
final class Runs {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final List<String> ENDED = List.of("SUCCEEDED", "FAILED", "CANCELLED");

    private final RestClient orchestrator;

    Runs(RestClient orchestrator) {
        this.orchestrator = orchestrator;
    }

    /** Requests a run for each date and waits until all have succeeded. */
    void runAll(Collection<LocalDate> dates) throws IOException {
        List<String> locations = new ArrayList<>();
        for (LocalDate date : dates) {
            locations.add(request("date=" + date).header("Location"));
        }
        for (String location : locations) {
            awaitSuccess(location);
        }
    }

    /** Requests a run for a date, waits until it has succeeded, and returns its id. */
    String run(LocalDate date) throws IOException {
        Answer answer = request("date=" + date);
        awaitSuccess(answer.header("Location"));
        return (String) answer.body().get("run_id");
    }

    /** Requests one run for all dates that have changed since their last, waits until it has succeeded, and returns them. */
    List<LocalDate> runStale(LocalDate first, LocalDate last) throws IOException {
        Answer answer = request("from=" + first + "&to=" + last + "&select=stale");
        awaitSuccess(answer.header("Location"));
        return ((List<?>) answer.body().get("dates"))
                .stream().map(date -> LocalDate.parse((String) date)).toList();
    }

    private Answer request(String query) throws IOException {
        Answer answer = orchestrator.post("/etl/runs?" + query);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
        return answer;
    }

    private void awaitSuccess(String location) throws IOException {
        Map<String, Object> run = await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> orchestrator.get(location).body(), body -> ENDED.contains(body.get("state")));
        if (!run.get("state").equals("SUCCEEDED")) {
            throw new AssertionError("Cannot compute the tables: run " + run + "; the end of its log:\n"
                    + orchestrator.text(location + "/log?lines=60"));
        }
    }
}
