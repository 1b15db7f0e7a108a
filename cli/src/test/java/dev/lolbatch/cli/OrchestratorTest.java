package dev.lolbatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lolbatch.cli.Orchestrator.Champion;
import dev.lolbatch.cli.Orchestrator.Position;
import dev.lolbatch.cluster.LoopbackPorts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrchestratorTest {
    private static final LocalDate DATE = LocalDate.parse("2026-01-13");
    private static final String REQUEST = "POST /etl/runs?date=2026-01-13";

    private final StringWriter out = new StringWriter();
    private FakeOrchestrator fake;
    private RunFollower follower;

    @BeforeEach
    void start() throws Exception {
        fake = new FakeOrchestrator();
        Progress progress = new Progress(new PrintWriter(out), () -> 0);
        follower = new RunFollower(new Orchestrator(fake.address()), () -> {}, progress, Path.of("/logs"));
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
        follower.run(DATE);

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
    void runThatFailsIsToldWithItsReasonAndLog() {
        // Given
        fake.on(REQUEST, 202, run("QUEUED", ""))
                .on("GET /etl/runs/r1", 200, run("FAILED", ", \"failure\": \"no memory\""));

        // Then
        assertThatThrownBy(() -> follower.run(DATE))
                .isInstanceOf(CommandException.class)
                .hasMessage("The run r1 for 2026-01-13 ended FAILED: no memory; its log is /logs/r1.log");
    }

    @Test
    void activeRunForTheDateIsFollowedInstead() {
        // Given
        fake.on(REQUEST, 409, "{\"detail\": \"one is active\", \"active_run\": \"/etl/runs/r1\"}")
                .on("GET /etl/runs/r1", 200, run("SUCCEEDED", ""));

        // When
        follower.run(DATE);

        // Then
        assertThat(out).hasToString("[  0.0 s] run for 2026-01-13: SUCCEEDED\n");
    }

    @Test
    void refusalIsToldInTheWordsOfTheProblem() {
        // Given
        fake.on(REQUEST, 422, "{\"code\": \"no-data\", \"detail\": \"The lake has no matches of 2026-01-13\"}");

        // Then
        assertThatThrownBy(() -> follower.run(DATE))
                .isInstanceOf(CommandException.class)
                .hasMessage("The orchestrator answered 422 to POST " + fake.address()
                        + "/etl/runs?date=2026-01-13: The lake has no matches of 2026-01-13");
    }

    @Test
    void waitEndsWhenTheStackDoes() {
        // Given
        fake.on(REQUEST, 202, run("QUEUED", ""));
        RunFollower doomed = new RunFollower(
                new Orchestrator(fake.address()),
                () -> {
                    throw CommandException.failed("kafka ended");
                },
                Progress.on(new PrintWriter(out)),
                Path.of("/logs"));

        // Then
        assertThatThrownBy(() -> doomed.run(DATE))
                .isInstanceOf(CommandException.class)
                .hasMessage("kafka ended");
    }

    @Test
    void statisticsAreReadWithTheirExactDecimals() {
        // Given
        fake.on(
                        "GET /stats/champions",
                        200,
                        """
                        {"count": 1, "champions": [{"champion_name": "Ahri", "games_played": 4, "win_rate": 50.00,
                         "avg_kills": 1.10, "avg_deaths": 2.20, "avg_assists": 3.30, "avg_kda": 4.40, "avg_gpm": 5.50,
                         "avg_dpm": 6.60, "last_updated": "2026-01-14T00:00:00Z"}]}""")
                .on(
                        "GET /stats/positions",
                        200,
                        """
                        {"count": 1, "positions": [{"position": "TOP", "games_played": 4, "win_rate": 25.00,
                         "avg_kda": 1.50, "avg_gpm": 400.25}]}""");
        Orchestrator orchestrator = new Orchestrator(fake.address());

        // Then
        assertThat(orchestrator.champions())
                .containsExactly(new Champion(
                        "Ahri",
                        4,
                        new BigDecimal("50.00"),
                        new BigDecimal("1.10"),
                        new BigDecimal("2.20"),
                        new BigDecimal("3.30"),
                        new BigDecimal("4.40"),
                        new BigDecimal("5.50"),
                        new BigDecimal("6.60")));
        assertThat(orchestrator.positions())
                .containsExactly(new Position(
                        "TOP", 4, new BigDecimal("25.00"), new BigDecimal("1.50"), new BigDecimal("400.25")));
    }

    @Test
    void orchestratorThatIsNotThereIsExitCode3() {
        // Given
        URI nobody = URI.create("http://127.0.0.1:" + LoopbackPorts.free(1).get(0));

        // Then
        assertThatThrownBy(() -> new Orchestrator(nobody).champions())
                .isInstanceOfSatisfying(
                        CommandException.class, e -> assertThat(e.exitCode()).isEqualTo(3))
                .hasMessageStartingWith("Cannot reach the orchestrator at " + nobody)
                .hasMessageEndingWith("; see whether it runs with ./lolbatch status");
    }

    private static String run(String state, String more) {
        return """
                {"run_id": "r1", "state": "%s", "dates": ["2026-01-13"], "self": "/etl/runs/r1", "log": "/etl/runs/r1/log"%s}"""
                .formatted(state, more);
    }
}
