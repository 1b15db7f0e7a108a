package dev.lolbatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunFollowerTest {
    private static final LocalDate DATE = LocalDate.parse("2026-01-13");
    private static final String REQUEST = "POST /etl/runs?date=2026-01-13";

    private final StringWriter out = new StringWriter();
    private FakeOrchestrator fake;
    private Orchestrator orchestrator;
    private RunFollower follower;

    @BeforeEach
    void start() throws Exception {
        fake = new FakeOrchestrator();
        orchestrator = new Orchestrator(fake.address());
        follower =
                new RunFollower(orchestrator, () -> {}, new Progress(new PrintWriter(out), Terminal.STREAM, () -> 0));
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void runIsFollowedToItsEndAndEachChangeToldOnce() {
        // Given
        fake.on(REQUEST, 202, run("QUEUED", ""))
                .on(
                        "GET /etl/runs/r1",
                        200,
                        run("RUNNING", ", \"progress\": {\"stage\": \"reading\", \"rows_read\": 7}"))
                .on(
                        "GET /etl/runs/r1",
                        200,
                        run("RUNNING", ", \"progress\": {\"stage\": \"reading\", \"rows_read\": 9}"))
                .on("GET /etl/runs/r1", 200, run("SUCCEEDED", ", \"progress\": {\"stage\": \"done\"}"));

        // When
        follower.follow(orchestrator.requestOrActive(DATE));

        // Then
        assertThat(out)
                .hasToString(
                        """
                        [  0.0 s] run for 2026-01-13: QUEUED
                        [  0.0 s] run for 2026-01-13: RUNNING, reading
                        [  0.0 s] run for 2026-01-13: SUCCEEDED
                        """);
    }

    @Test
    void eachAnswerThatIsAnotherIsPassedOn() {
        // Given
        List<String> seen = new ArrayList<>();
        fake.on("GET /etl/runs/r1", 200, run("RUNNING", ""))
                .on("GET /etl/runs/r1", 200, run("RUNNING", ""))
                .on("GET /etl/runs/r1", 200, run("FAILED", ", \"failure\": \"no memory\""));

        // When
        Run ended = follower.follow(orchestrator.run("/etl/runs/r1").as(Run.class), answer -> seen.add(answer.text()));

        // Then
        assertThat(ended.failure()).contains("no memory");
        assertThat(seen).containsExactly(run("RUNNING", ""), run("FAILED", ", \"failure\": \"no memory\""));
    }

    @Test
    void activeRunForTheDateIsFollowedInstead() {
        // Given
        fake.on(REQUEST, 409, "{\"detail\": \"one is active\", \"active_run\": \"/etl/runs/r1\"}")
                .on("GET /etl/runs/r1", 200, run("SUCCEEDED", ""));

        // When
        follower.follow(orchestrator.requestOrActive(DATE));

        // Then
        assertThat(out).hasToString("[  0.0 s] run for 2026-01-13: SUCCEEDED\n");
    }

    @Test
    void waitEndsWhenTheStackDoes() {
        // Given
        fake.on(REQUEST, 202, run("QUEUED", ""));
        RunFollower doomed = new RunFollower(
                orchestrator,
                () -> {
                    throw CommandException.failed("kafka ended");
                },
                Progress.on(new PrintWriter(out), Terminal.STREAM));

        // Then
        assertThatThrownBy(() -> doomed.follow(orchestrator.requestOrActive(DATE)))
                .isInstanceOf(CommandException.class)
                .hasMessage("kafka ended");
    }

    private static String run(String state, String more) {
        return """
                {"run_id": "r1", "state": "%s", "dates": ["2026-01-13"], "self": "/etl/runs/r1", "log": "/etl/runs/r1/log"%s}"""
                .formatted(state, more);
    }
}
