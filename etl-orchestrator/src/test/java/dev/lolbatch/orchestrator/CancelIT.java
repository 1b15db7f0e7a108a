package dev.lolbatch.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.LocalClusterExtension;
import dev.lolbatch.cluster.LocalServers;
import dev.lolbatch.cluster.Server;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a cancel does to a run of every state, asked for at a replica that does not execute it. */
@ExtendWith(LocalClusterExtension.class)
@LocalServers(Server.CASSANDRA)
class CancelIT {
    private static final Duration LONG = Duration.ofMinutes(1);

    /**
     * A run that is cancelled.
     *
     * @param before its state by then
     * @param job what it does when it is told to end
     * @param status of the answer
     * @param answer the state in it
     * @param end the state in the end
     */
    private record Case(LocalDate date, String before, Job job, int status, String answer, String end) {
        static Case of(int day, String before, Job job, int status, String answer, String end) {
            return new Case(LocalDate.of(2026, 1, day), before, job, status, answer, end);
        }
    }

    private enum Job {
        NONE,
        HAS_FAILED,
        OBEYS,
        IS_DEAF,
        HAS_ENDED
    }

    private static final List<Case> ENDED = List.of(
            Case.of(1, "SUCCEEDED", Job.HAS_ENDED, 200, "SUCCEEDED", "SUCCEEDED"),
            Case.of(2, "FAILED", Job.HAS_ENDED, 200, "FAILED", "FAILED"),
            Case.of(3, "CANCELLED", Job.HAS_ENDED, 200, "CANCELLED", "CANCELLED"));
    private static final Case TRIED_AGAIN = Case.of(4, "QUEUED", Job.HAS_FAILED, 202, "CANCELLED", "CANCELLED");
    private static final List<Case> EXECUTING = List.of(
            Case.of(5, "SUBMITTED", Job.OBEYS, 202, "CANCELLING", "CANCELLED"),
            Case.of(6, "SUBMITTED", Job.IS_DEAF, 202, "CANCELLING", "CANCELLED"),
            Case.of(7, "RUNNING", Job.OBEYS, 202, "CANCELLING", "CANCELLED"),
            Case.of(8, "RUNNING", Job.IS_DEAF, 202, "CANCELLING", "CANCELLED"),
            Case.of(9, "CANCELLING", Job.IS_DEAF, 202, "CANCELLING", "CANCELLED"));
    private static final Case WAITING = Case.of(10, "QUEUED", Job.NONE, 202, "CANCELLED", "CANCELLED");
    private static final List<Case> ALL = Stream.of(ENDED.stream(), Stream.of(TRIED_AGAIN, WAITING), EXECUTING.stream())
            .flatMap(cases -> cases)
            .toList();

    private static final Map<String, String> SETTINGS = Map.of(
            "etl.runs.max-concurrent",
            Integer.toString(EXECUTING.size()),
            // It is not to come to its second attempt.
            "etl.runs.retry-backoff",
            "10M",
            // Longer than it takes to cancel the others, on a slow machine too.
            "etl.runs.stop-grace",
            "10S");

    @TempDir
    private Path folder;

    private final Map<Case, String> runs = new HashMap<>();
    private ControlPlane plane;
    private OrchestratorProcess first;
    private OrchestratorProcess second;

    @BeforeEach
    void start(LocalCluster cluster) {
        plane = new ControlPlane(cluster, "cancel", folder).withDates(LocalDate.of(2026, 1, 1), 10);
        first = plane.start(SETTINGS);
        second = plane.start(SETTINGS);
    }

    @AfterEach
    void stop() {
        first.close();
        second.close();
        plane.close();
    }

    @Test
    void endsARunOfEveryActiveStateLeavesNoProcessAndFreesItsDate() {
        // Given
        ENDED.forEach(this::request);
        ENDED.forEach(this::end);
        request(TRIED_AGAIN);
        plane.awaitJob(runs.get(TRIED_AGAIN));
        plane.spark().exit(runs.get(TRIED_AGAIN), 75);
        first.awaitState(runs.get(TRIED_AGAIN), "QUEUED");
        EXECUTING.forEach(this::request);
        EXECUTING.forEach(this::execute);
        request(WAITING);
        assertThat(each((one, run) -> first.state(run))).isEqualTo(each((one, run) -> one.before()));

        // When
        Map<Case, Response> answers = each((one, run) -> cancel(run));

        // Then
        assertThat(each((one, run) -> answers.get(one).statusCode())).isEqualTo(each((one, run) -> one.status()));
        assertThat(each((one, run) -> answers.get(one).<String>path("state")))
                .isEqualTo(each((one, run) -> one.answer()));
        await("ends").atMost(LONG).untilAsserted(() -> assertThat(each((one, run) -> first.state(run)))
                .isEqualTo(each((one, run) -> one.end())));
        assertThat(plane.jobs().values()).noneMatch(ProcessHandle::isAlive);
        assertThat(plane.spark().started()).containsOnlyKeys(plane.jobs().keySet());
        plane.awaitNoClaims();
        assertThat(plane.permits()).isEmpty();
        assertThat(each((one, run) -> plane.publish(run, one.date())))
                .containsValue(false)
                .doesNotContainValue(true);
        assertThat(each((one, run) -> plane.publications(one.date())))
                .isEqualTo(each((one, run) -> one.end().equals("SUCCEEDED") ? List.of(run) : List.of()));
        assertThat(each((one, run) -> cancel(run).statusCode())).isEqualTo(each((one, run) -> 200));
        ALL.forEach(one -> second.request(one.date().toString()));
    }

    private void request(Case one) {
        runs.put(one, first.request(one.date().toString()));
    }

    private void end(Case one) {
        String run = runs.get(one);
        plane.awaitJob(run);
        if (one.before().equals("SUCCEEDED")) {
            assertThat(plane.publish(run, one.date())).isTrue();
            plane.record(run, "SUCCEEDED");
            plane.spark().exit(run, 0);
        } else if (one.before().equals("FAILED")) {
            plane.spark().exit(run, 1);
        } else {
            cancel(run);
        }
        first.awaitState(run, one.before());
    }

    private void execute(Case one) {
        String run = runs.get(one);
        plane.awaitJob(run);
        plane.awaitPid(run);
        if (one.job() == Job.IS_DEAF) {
            plane.spark().ignoreEnd(run);
        }
        if (!one.before().equals("SUBMITTED")) {
            plane.record(run, "RUNNING");
            second.awaitState(run, "RUNNING");
        }
        if (one.before().equals("CANCELLING")) {
            cancel(run).then().statusCode(202).body("state", equalTo("CANCELLING"));
        }
    }

    private Response cancel(String run) {
        String owner = Objects.requireNonNullElse(plane.run(run).getString("owner"), "nobody");
        return (first.is(owner) ? second : first).http().delete("/etl/runs/" + run);
    }

    private <T> Map<Case, T> each(BiFunction<Case, String, T> fact) {
        return ALL.stream().collect(Collectors.toMap(one -> one, one -> fact.apply(one, runs.get(one))));
    }
}
