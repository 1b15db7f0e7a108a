package dev.lolbatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lolbatch.cluster.LoopbackPorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EtlCommandTest extends ThinCommandTest {
    private static String run(String state, String more) {
        return """
                {"run_id": "r1", "state": "%s", "dates": ["2026-01-13"], "requested_at": "2026-01-14T10:00:00.5Z",\
                 "origin": "REQUEST", "changes": [{"state": "QUEUED", "at": "2026-01-14T10:00:00.5Z"}],\
                 "attempts": [], "self": "/etl/runs/r1", "log": "/etl/runs/r1/log"%s}"""
                .formatted(state, more);
    }

    private static String problem(String code, String detail) {
        return "{\"code\": \"%s\", \"detail\": \"%s\"}".formatted(code, detail);
    }

    @Test
    void runIsFollowedToItsSuccess() {
        // Given
        fake.on("POST /etl/runs?date=2026-01-13", 202, run("QUEUED", ", \"queue_place\": 2"))
                .on("GET /etl/runs/r1", 200, run("SUCCEEDED", ", \"ended_at\": \"2026-01-14T10:01:15Z\""));

        // When
        int code = lolbatch("etl", "run", "2026-01-13");

        // Then
        assertThat(code).isZero();
        assertThat(out.toString())
                .contains("run for 2026-01-13: QUEUED, 2 in the queue\n", "run for 2026-01-13: SUCCEEDED\n")
                .endsWith("Run r1 succeeded in 1 min 14 s.\n");
    }

    @ParameterizedTest
    @CsvSource({"FAILED,: no memory", "CANCELLED,''"})
    void runThatDoesNotSucceedIsExitCode1AndTellsWhereItsLogIs(String state, String reason) {
        // Given
        String failure = reason.isEmpty() ? "" : ", \"failure\": \"no memory\"";
        fake.on("POST /etl/runs?date=2026-01-13", 202, run("QUEUED", ""))
                .on("GET /etl/runs/r1", 200, run(state, failure));

        // When
        int code = lolbatch("etl", "run", "2026-01-13", "--url", fake.address().toString());

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(err)
                .hasToString("Run r1 for 2026-01-13 ended " + state + reason + "; its log: ./lolbatch etl log r1 --url "
                        + fake.address() + "\n");
    }

    @Test
    void runThatIsNotFollowedIsToldAsItIs() {
        // Given
        fake.on("POST /etl/runs?from=2026-01-01&to=2026-01-31&select=stale", 202, run("QUEUED", ""));

        // When
        int code =
                lolbatch("etl", "run", "--from", "2026-01-01", "--to", "2026-01-31", "--select", "stale", "--detach");

        // Then
        assertThat(code).isZero();
        assertThat(out).hasToString("Run r1 for 2026-01-13 is QUEUED. To follow it: ./lolbatch etl show r1 --follow\n");
    }

    @Test
    void jsonOfARunIsALineForEachChangeAndNothingElse() {
        // Given
        String running =
                run("RUNNING", ", \"progress\": {\"stage\": \"reading_lake\", \"percent\": 0, \"dates_done\": 0}");
        String ended = run("SUCCEEDED", "");
        fake.on("POST /etl/runs", 202, run("QUEUED", ""))
                .on("GET /etl/runs/r1", 200, running)
                .on("GET /etl/runs/r1", 200, ended);

        // When
        int code = lolbatch("etl", "run", "--json");

        // Then
        assertThat(code).isZero();
        assertThat(out).hasToString(run("QUEUED", "") + "\n" + running + "\n" + ended + "\n");
        assertThat(err.toString()).contains("run for 2026-01-13: RUNNING, reading_lake");
    }

    @Test
    void activeRunIsNamedWithTheCommandThatFollowsIt() {
        // Given
        fake.on(
                "POST /etl/runs?date=2026-01-13",
                409,
                "{\"code\": \"run-active\", \"detail\": \"Cannot run: r7 is active\", \"active_run\": \"/etl/runs/r7\"}");

        // When
        int code = lolbatch("etl", "run", "2026-01-13");

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(err).hasToString("Cannot run: r7 is active; to follow it: ./lolbatch etl show r7 --follow\n");
    }

    @ParameterizedTest
    @CsvSource({"400,2", "422,1", "429,1", "503,3"})
    void refusalIsToldInTheWordsOfTheProblem(int status, int exit) {
        // Given
        fake.on("POST /etl/runs?date=x", status, problem("any", "Cannot do it: so it is"));

        // When
        int code = lolbatch("etl", "run", "x");

        // Then
        assertThat(code).isEqualTo(exit);
        assertThat(err).hasToString("Cannot do it: so it is\n");
    }

    @Test
    void orchestratorThatGoesAwayLeavesTheRunToBeFollowedAgain() {
        // Given
        fake.on("POST /etl/runs", 202, run("QUEUED", ""))
                .on("GET /etl/runs/r1", 503, problem("store-unavailable", "Cannot answer: Cassandra is away"));

        // When
        int code = lolbatch("etl", "run");

        // Then
        assertThat(code).isEqualTo(3);
        assertThat(err)
                .hasToString("Cannot answer: Cassandra is away. Run r1 goes on. To follow it: ./lolbatch etl show r1"
                        + " --follow  To cancel it: ./lolbatch etl cancel r1\n");
    }

    @Test
    void whatIsNoOrchestratorIsToldAsSuch() {
        // Given
        fake.on("GET /etl/runs?limit=20", 404, "text/html", "<h1>nginx</h1>");

        // When
        int code = lolbatch("etl", "list");

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(err)
                .hasToString("Cannot use the orchestrator at " + fake.address()
                        + "/etl/runs?limit=20: it answered 404 <h1>nginx</h1>; see whether it is one, and of the same"
                        + " version\n");
    }

    @Test
    void nobodyThereIsExitCode3() {
        // Given
        String nobody = "http://127.0.0.1:" + LoopbackPorts.free(1).get(0);

        // When
        int code = lolbatch("etl", "list", "--url", nobody);

        // Then
        assertThat(code).isEqualTo(3);
        assertThat(err)
                .hasToString(
                        "Cannot reach the orchestrator at " + nobody + ": nobody listens there; see whether it runs"
                                + " with ./lolbatch status, or give its address with --url\n");
    }

    @Test
    void serviceMayBeAtAPathOfItsHost() {
        // Given
        fake.on("GET /lol/etl/runs?limit=20", 200, "{\"runs\": []}");

        // When
        int code = lolbatch("etl", "list", "--url", fake.address() + "/lol/");

        // Then
        assertThat(code).isZero();
        assertThat(out.toString()).startsWith("No run is here. To request one: ./lolbatch etl run --url ");
    }

    @Test
    void listShowsThePageAndHowToGetTheNext() {
        // Given
        fake.on(
                "GET /etl/runs?state=failed&date=2026-01-13&limit=1&cursor=r9",
                200,
                "{\"runs\": ["
                        + run(
                                "FAILED",
                                ", \"ended_at\": \"2026-01-14T10:00:09Z\", \"failure\": \"no\\u001b[31m memory\"")
                        + "], \"next_cursor\": \"r1\"}");

        // When
        int code =
                lolbatch("etl", "list", "--state", "failed", "--date", "2026-01-13", "--limit", "1", "--cursor", "r9");

        // Then
        assertThat(code).isZero();
        assertThat(out)
                .hasToString(
                        """
                        RUN  STATE   DATES       TOOK  FAILURE
                        r1   FAILED  2026-01-13  8 s   no\uFFFD[31m memory
                        There are more: ./lolbatch etl list --cursor r1
                        """);
    }

    @Test
    void newestRunIsShownWhenNoneIsNamed() {
        // Given
        fake.on("GET /etl/runs?limit=1", 200, "{\"runs\": [" + run("RUNNING", "") + "]}")
                .on(
                        "GET /etl/runs/r1",
                        200,
                        run(
                                "RUNNING",
                                ", \"progress\": {\"stage\": \"writing_views\", \"percent\": 90, \"dates_done\": 0,"
                                        + " \"dates_total\": 1, \"rows_read\": 20, \"rows_removed\": {\"duplicates\": 2},"
                                        + " \"rows_written\": {\"match_participants\": 18}}"));

        // When
        int code = lolbatch("etl", "show");

        // Then
        assertThat(code).isZero();
        assertThat(out)
                .hasToString(
                        """
                        RUN         r1
                        state       RUNNING
                        dates       2026-01-13
                        asked by    REQUEST
                        job         writing_views, 90 %
                        dates done  0 of 1
                        rows read   20
                        removed     2 duplicates
                        written     18 match_participants

                        ENTERED  AT
                        QUEUED   2026-01-14T10:00:00Z
                        """);
    }

    @Test
    void whoStandsBeforeAServiceThatIsAwayIsNoAnswerOfIts() {
        // Given
        fake.on("GET /etl/runs?limit=1", 503, "text/plain", "no healthy upstream");

        // When
        int code = lolbatch("etl", "log");

        // Then
        assertThat(code).isEqualTo(3);
        assertThat(err)
                .hasToString("Cannot use the orchestrator at " + fake.address()
                        + "/etl/runs?limit=1: it answered 503 no healthy upstream; see whether it runs\n");
    }

    @Test
    void noRunAtAllIsToldWithTheRemedy() {
        // Given
        fake.on("GET /etl/runs?limit=1", 200, "{\"runs\": []}");

        // When
        int code = lolbatch("etl", "log");

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(err)
                .hasToString("Cannot find a run: none was ever requested; request one with ./lolbatch etl run\n");
    }

    @Test
    void logIsShownWithWhatCouldSteerTheTerminalMadeHarmless() {
        // Given
        fake.on("GET /etl/runs/r1/log?lines=2&attempt=1", 200, "text/plain", "one\t\u001b[31m\ntwo\n");

        // When
        int code = lolbatch("etl", "log", "r1", "-n", "2", "--attempt", "1");

        // Then
        assertThat(code).isZero();
        assertThat(out).hasToString("one\t\uFFFD[31m\ntwo\n");
    }

    @Test
    void logIsFollowedOverAttemptsToTheEndOfTheRun() {
        // Given
        String first = "\"attempts\": [{\"started_at\": \"2026-01-14T10:00:01Z\"}]";
        String second =
                "\"attempts\": [{\"started_at\": \"2026-01-14T10:00:01Z\"}, {\"started_at\": \"2026-01-14T10:01:00Z\"}]";
        fake.on("GET /etl/runs/r1", 200, run("RUNNING", "").replace("\"attempts\": []", first))
                .on("GET /etl/runs/r1", 200, run("RUNNING", "").replace("\"attempts\": []", second))
                .on("GET /etl/runs/r1", 200, run("SUCCEEDED", "").replace("\"attempts\": []", second))
                .on("GET /etl/runs/r1/log?attempt=1&offset=0", 200, "text/plain", "a1\na2\na")
                .on("GET /etl/runs/r1/log?attempt=1&offset=7", 200, "text/plain", "3\nlast words")
                .on("GET /etl/runs/r1/log?attempt=2&offset=0", 404, problem("no-log", "none yet"))
                .on("GET /etl/runs/r1/log?attempt=2&offset=0", 200, "text/plain", "b1\n");

        // When
        int code = lolbatch("etl", "log", "r1", "-f", "-n", "1");

        // Then
        assertThat(code).isZero();
        assertThat(out).hasToString("a2\na3\nlast words\nb1\n");
    }

    @Test
    void logOfOneAttemptIsFollowedToItsEndOnly() {
        // Given
        String first = "\"attempts\": [{\"started_at\": \"2026-01-14T10:00:01Z\"}]";
        String second =
                "\"attempts\": [{\"started_at\": \"2026-01-14T10:00:01Z\"}, {\"started_at\": \"2026-01-14T10:01:00Z\"}]";
        fake.on("GET /etl/runs/r1", 200, run("RUNNING", "").replace("\"attempts\": []", first))
                .on("GET /etl/runs/r1", 200, run("RUNNING", "").replace("\"attempts\": []", second))
                .on("GET /etl/runs/r1/log?attempt=1&offset=0", 200, "text/plain", "a1\n")
                .on("GET /etl/runs/r1/log?attempt=1&offset=3", 200, "text/plain", "a2");

        // When
        int code = lolbatch("etl", "log", "r1", "-f", "--attempt", "1");

        // Then
        assertThat(code).isZero();
        assertThat(out).hasToString("a1\na2\n");
    }

    @Test
    void attemptThatWasNotBegunCannotBeFollowed() {
        // Given
        fake.on("GET /etl/runs/r1", 200, run("SUCCEEDED", ""));

        // When
        int code = lolbatch("etl", "log", "r1", "-f", "--attempt", "2");

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(err).hasToString("Cannot follow attempt 2 of run r1: it has begun 0 so far; leave --attempt out\n");
    }

    @ParameterizedTest
    @CsvSource({
        "202,CANCELLING,Run r1 is told to stop. To see that it has: ./lolbatch etl show r1",
        "202,CANCELLED,Run r1 is cancelled.",
        "200,SUCCEEDED,Run r1 had ended SUCCEEDED before."
    })
    void cancelTellsWhatBecomesOfTheRun(int status, String state, String told) {
        // Given
        fake.on("DELETE /etl/runs/r1", status, run(state, ""));

        // When
        int code = lolbatch("etl", "cancel", "r1");

        // Then
        assertThat(code).isZero();
        assertThat(out).hasToString(told + "\n");
    }
}
