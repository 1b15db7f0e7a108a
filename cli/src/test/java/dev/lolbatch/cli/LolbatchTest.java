package dev.lolbatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lolbatch.cluster.LoopbackPorts;
import dev.lolbatch.cluster.ProjectHome;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class LolbatchTest {
    @TempDir
    Path root;

    private final Map<String, String> environment = new HashMap<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private CommandLine lolbatch;

    @BeforeEach
    void moveAllPorts() {
        List<Integer> ports = LoopbackPorts.free(6);
        environment.put("LOLBATCH_KAFKA_PORT", ports.get(0).toString());
        environment.put("LOLBATCH_HDFS_PORT", ports.get(1).toString());
        environment.put("LOLBATCH_HDFS_WEB_PORT", ports.get(2).toString());
        environment.put("LOLBATCH_CASSANDRA_PORT", ports.get(3).toString());
        environment.put("LOLBATCH_INGEST_PORT", ports.get(4).toString());
        environment.put("LOLBATCH_ORCHESTRATOR_PORT", ports.get(5).toString());
        lolbatch = Lolbatch.commandLine(
                        () -> StackSettings.of(ProjectHome.at(root), environment),
                        Clock.fixed(Instant.parse("2026-01-14T10:00:00Z"), ZoneOffset.UTC))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "zzz",
                "demo --matches",
                "demo --matches 0",
                "demo --days 0",
                "generate --rate 0",
                "ingest",
                "ingest --batches 0",
                "logs -n 0",
                "etl",
                "etl run 2026-01-13 2026-01-14",
                "etl cancel",
                "stats champions --url orchestrator:8080",
                "lake dates --limit",
                "lake compact 2026-01-13 --from 2026-01-12",
                "lake compact --min-files few",
                "lake files 2026-01-13 2026-01-14",
                "up x",
                "verify --timeout 0",
                "verify --config /nowhere",
                "verify --url orchestrator:8080",
                "restore-offsets"
            })
    void wrongUsageIsExitCode2(String arguments) {
        // When
        int code = lolbatch.execute(arguments.split(" ", -1));

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("Usage: lolbatch");
    }

    @Test
    void wrongNumberIsToldWithItsOption() {
        // When
        lolbatch.execute("demo", "--matches", "0");

        // Then
        assertThat(err.toString()).startsWith("Cannot use --matches 0: it must be at least 1\n");
    }

    @Test
    void ingestNeedsAStackThatRuns() {
        // When
        int code = lolbatch.execute("ingest", "--batches", "1");

        // Then
        assertThat(code).isEqualTo(3);
        assertThat(err.toString()).isEqualTo("Cannot ingest: nothing runs here; start it with ./lolbatch up\n");
    }

    @Test
    void helpNamesEveryCommandForPeople() {
        // When
        int code = lolbatch.execute("--help");

        // Then
        assertThat(code).isZero();
        assertThat(out.toString())
                .contains(
                        "demo",
                        "up",
                        "down",
                        "status",
                        "logs",
                        "generate",
                        "ingest",
                        "etl",
                        "stats",
                        "lake",
                        "dlq",
                        "verify",
                        "backup")
                .contains("completion", "LOLBATCH_KAFKA_PORT", "LOLBATCH_URL")
                .doesNotContain("keep ");
    }

    @Test
    void statusOfNothingIsExitCode3() {
        // When
        int code = lolbatch.execute("status");

        // Then
        assertThat(code).isEqualTo(3);
        assertThat(out).hasToString("Nothing runs; ./lolbatch up starts it.\n");
    }

    @Test
    void statusOfNothingHasNoProcessesInJson() {
        // When
        int code = lolbatch.execute("status", "--json");

        // Then
        assertThat(code).isEqualTo(3);
        assertThat(out).hasToString("{\"processes\":[]}\n");
    }

    @Test
    void logsOfNothingAreMissedWithTheirFolder() {
        // When
        int code = lolbatch.execute("logs");

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(err)
                .hasToString("Cannot show logs: there are none in " + root.resolve(".lolbatch/logs")
                        + "; start the stack with ./lolbatch up\n");
    }

    @Test
    void versionNamesTheBuildAndJava() {
        // When
        int code = lolbatch.execute("--version");

        // Then
        assertThat(code).isZero();
        assertThat(out).hasToString("lolbatch (not packaged), Java " + Runtime.version() + "\n");
    }

    @Test
    void downOfNothingIsDone() {
        // When
        int code = lolbatch.execute("down");

        // Then
        assertThat(code).isZero();
        assertThat(out).hasToString("Nothing runs.\n");
    }

    @Test
    void generateWithoutKafkaIsExitCode3() {
        // When
        int code = lolbatch.execute("generate");

        // Then
        assertThat(code).isEqualTo(3);
        assertThat(err)
                .hasToString("Cannot reach Kafka at 127.0.0.1:" + environment.get("LOLBATCH_KAFKA_PORT")
                        + ": nobody listens there; start it with ./lolbatch up\n");
    }

    @Test
    void verifyOfNothingIsExitCode3() {
        // When
        int code = lolbatch.execute("verify");

        // Then
        assertThat(code).isEqualTo(3);
        assertThat(out.toString())
                .contains(
                        "FAILED   hdfs               the file system of hdfs://127.0.0.1:%s/data/lol_matches: Connection refused; start HDFS, or say with --lake-location where it is%n"
                                .formatted(environment.get("LOLBATCH_HDFS_PORT")),
                        "SKIPPED  lake-table         not checked: it needs hdfs\n")
                .doesNotContain("PASSED")
                .endsWith("Score: 0/21\n");
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void backupOfNothingIsExitCode3AndLeavesNothing() {
        // When
        int code = lolbatch.execute("backup");

        // Then
        assertThat(code).isEqualTo(3);
        assertThat(err.toString())
                .startsWith("Cannot back up Kafka at 127.0.0.1:" + environment.get("LOLBATCH_KAFKA_PORT") + ": ")
                .endsWith("; ./lolbatch verify says what is wrong with it\n");
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void portInUseIsToldBeforeAnythingIsStarted() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Given
            environment.put("LOLBATCH_ORCHESTRATOR_PORT", Integer.toString(taken.getLocalPort()));

            // When
            int code = lolbatch.execute("demo");

            // Then
            assertThat(code).isEqualTo(1);
            assertThat(err)
                    .hasToString(
                            "Cannot start etl-orchestrator: port %d of 127.0.0.1 is in use; stop what listens there, or move it with LOLBATCH_ORCHESTRATOR_PORT=<port>%n"
                                    .formatted(taken.getLocalPort()));
            assertThat(root).isEmptyDirectory();
        }
    }

    @Test
    void wrongPortIsToldWithItsVariable() {
        // Given
        environment.put("LOLBATCH_INGEST_PORT", "http");

        // When
        int code = lolbatch.execute("status");

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(err)
                .hasToString(
                        "Cannot read LOLBATCH_INGEST_PORT: 'http' is not a port; set it to a number from 1 to 65535\n");
    }
}
