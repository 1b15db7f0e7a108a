package dev.lolbatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lolbatch.cluster.LoopbackPorts;
import dev.lolbatch.cluster.ProjectHome;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class DlqCommandTest {
    private static final String LISTING =
            """
            {"topic": "lol_matches_dlq", "waiting": 3, "selected": 2, "foreign": 1, "reasons": [
             {"reason": "NOT_JSON", "waiting": 1, "selected": 0}, {"reason": "TOO_LARGE", "waiting": 2, "selected": 2}],
             "letters": [{"dlq_partition": 0, "dlq_offset": 17, "topic": "lol_matches", "partition": 2, "offset": 5,
             "timestamp": "2026-01-13T10:00:00Z", "rejected_at": "2026-01-13T10:01:00Z", "reason": "TOO_LARGE",
             "cause": "Cannot read\\u001b[31m it", "bytes": 1234, "key": "a\\nb"}]}""";

    @TempDir
    Path root;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private FakeOrchestrator ingest;
    private CommandLine lolbatch;

    @BeforeEach
    void start() throws Exception {
        ingest = new FakeOrchestrator();
        Map<String, String> environment =
                Map.of("LOLBATCH_INGEST_PORT", Integer.toString(ingest.address().getPort()));
        lolbatch = Lolbatch.commandLine(() -> StackSettings.of(ProjectHome.at(root), environment), Clock.systemUTC())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
    }

    @AfterEach
    void stop() {
        ingest.close();
    }

    @Test
    void listShowsReasonsAndLettersAndLetsNoProducerSteerTheTerminal() {
        // Given
        ingest.on("GET /dlq?limit=5&order=oldest&reason=TOO_LARGE", 200, LISTING);
        // When
        int code = lolbatch.execute("dlq", "list", "--limit", "5", "--oldest", "--reason", "TOO_LARGE");
        // Then
        assertThat(code).isZero();
        assertThat(out)
                .hasToString(
                        """
                        REASON     WAITING  SELECTED
                        NOT_JSON         1         0
                        TOO_LARGE        2         2
                        all              3         2
                        1 records of topic lol_matches_dlq are no dead letters of ingest and cannot be replayed.

                        DEAD LETTER  REJECTED              RECORD           REASON     CAUSE                KEY  BYTES  RECORD TIME
                        0/17         2026-01-13T10:01:00Z  lol_matches/2/5  TOO_LARGE  Cannot read\uFFFD[31m it  a\uFFFDb   1234  2026-01-13T10:00:00Z
                        """);
    }

    @Test
    void dryRunTellsWhatWouldBeSentAndSendsNothing() {
        // Given
        ingest.on("GET /dlq?limit=20&order=oldest&partition=2&from_offset=5&to_offset=9", 200, LISTING);
        // When
        int code = lolbatch.execute("dlq", "replay", "--dry-run", "--partition", "2", "--offsets", "5-9");
        // Then
        assertThat(code).isZero();
        assertThat(out.toString()).endsWith("\nA replay would send 2 of them; nothing was sent.\n");
    }

    @Test
    void replayFollowsTheAnswerToItsEnd() {
        // Given
        ingest.on(
                "POST /dlq/replays",
                200,
                """
                {"state":"RUNNING","selected":2,"sent":0,"bytes":0}
                {"state":"DONE","selected":2,"sent":2,"bytes":2400000}
                """);
        // When
        int code = lolbatch.execute("dlq", "replay");
        // Then
        assertThat(code).isZero();
        assertThat(out).hasToString("Replayed 2 dead letters, 2.4 MB.\n");
    }

    @Test
    void replayOfOneCountsOne() {
        // Given
        ingest.on(
                "POST /dlq/replays",
                200,
                """
                {"state":"DONE","selected":1,"sent":1,"bytes":1200000}
                """);
        // When
        int code = lolbatch.execute("dlq", "replay");
        // Then
        assertThat(code).isZero();
        assertThat(out).hasToString("Replayed 1 dead letter, 1.2 MB.\n");
    }

    @Test
    void replayOfNothingSaysSo() {
        // Given
        ingest.on("POST /dlq/replays", 200, "{\"state\":\"DONE\",\"selected\":0,\"sent\":0,\"bytes\":0}\n");
        // When
        int code = lolbatch.execute("dlq", "replay");
        // Then
        assertThat(code).isZero();
        assertThat(out).hasToString("Nothing to replay: no dead letter that waits is selected.\n");
    }

    @Test
    void replayThatKafkaLeavesIsExitCode3AndTellsHowFarItCame() {
        // Given
        ingest.on(
                "POST /dlq/replays",
                200,
                """
                {"state":"RUNNING","selected":2,"sent":1,"bytes":9}
                {"state":"FAILED","selected":2,"sent":1,"bytes":9,"problem":{"code":"kafka-unreachable","status":503,"detail":"Cannot replay: away"}}
                """);
        // When
        int code = lolbatch.execute("dlq", "replay");
        // Then
        assertThat(code).isEqualTo(3);
        assertThat(err).hasToString("Cannot replay: away (1 of 2 were replayed)\n");
    }

    @Test
    void replayWhoseServiceDiesIsExitCode3() {
        // Given
        ingest.on("POST /dlq/replays", 200, "{\"state\":\"RUNNING\",\"selected\":2,\"sent\":1,\"bytes\":9}\n");
        // When
        int code = lolbatch.execute("dlq", "replay");
        // Then
        assertThat(code).isEqualTo(3);
        assertThat(err)
                .hasToString("Cannot follow the replay: ingest-service at " + ingest.address()
                        + " ended in the middle of its answer, after 1 of 2; call again when it runs: what was replayed"
                        + " is not replayed twice\n");
    }

    @ParameterizedTest
    @CsvSource({"400,2", "403,1", "404,1", "503,3"})
    void refusalIsToldInTheWordsOfTheProblem(int status, int exit) {
        // Given
        ingest.on(
                "GET /dlq?limit=20&order=newest",
                status,
                "{\"code\":\"x\",\"status\":" + status + ",\"detail\":\"Cannot list: so it is\"}");
        // When
        int code = lolbatch.execute("dlq", "list");
        // Then
        assertThat(code).isEqualTo(exit);
        assertThat(err).hasToString("Cannot list: so it is\n");
    }

    @Test
    void serviceThatIsNotThereIsExitCode3() {
        // Given
        String nobody = "http://127.0.0.1:" + LoopbackPorts.free(1).get(0);
        // When
        int code = lolbatch.execute("dlq", "list", "--ingest-url", nobody);
        // Then
        assertThat(code).isEqualTo(3);
        assertThat(err.toString())
                .isEqualTo(
                        "Cannot reach ingest-service at " + nobody + ": nobody listens there; see whether it runs with"
                                + " ./lolbatch status, or give its address with --ingest-url\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dlq",
                "dlq replay --offsets 3-4",
                "dlq replay --partition 1 --offsets 4-3",
                "dlq replay --partition 1 --offsets x",
                "dlq list --since yesterday",
                "dlq list --limit many",
                "dlq list --ingest-url ingest"
            })
    void wrongUsageIsExitCode2(String arguments) {
        // When
        int code = lolbatch.execute(arguments.split(" ", -1));
        // Then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("Usage: lolbatch dlq");
    }

    @Test
    void helpSaysWhatBecomesOfWhatIsNotSelected() {
        // When
        int code = lolbatch.execute("dlq", "replay", "--help");
        // Then
        assertThat(code).isZero();
        assertThat(out.toString().replaceAll("\\s+", " "))
                .contains("What is not selected waits for another replay, as long as the topic keeps it.")
                .contains("Examples: ./lolbatch dlq replay --reason TOO_LARGE --dry-run");
    }

    @Test
    void olderNameOfTheAddressStillWorks() {
        // Given
        ingest.on("GET /dlq?limit=20&order=newest", 200, LISTING);
        // When
        int code = lolbatch.execute(
                "dlq", "list", "--json", "--url", ingest.address().toString());
        // Then
        assertThat(code).isZero();
    }

    @Test
    void jsonIsWhatTheServiceAnswers() {
        // Given
        ingest.on("GET /dlq?limit=20&order=newest", 200, LISTING);
        // When
        int code = lolbatch.execute("dlq", "list", "--json");
        // Then
        assertThat(code).isZero();
        assertThat(out).hasToString(LISTING + "\n");
    }
}
