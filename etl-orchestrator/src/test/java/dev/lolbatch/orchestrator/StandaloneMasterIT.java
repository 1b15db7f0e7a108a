package dev.lolbatch.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.LocalClusterExtension;
import dev.lolbatch.cluster.LocalServers;
import dev.lolbatch.cluster.Server;
import dev.lolbatch.cluster.SparkHome;
import dev.lolbatch.lake.LakeSettings;
import dev.lolbatch.orchestrator.lake.LakeFixture;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service and the real job on a real standalone cluster, in both deploy modes. */
@ExtendWith(LocalClusterExtension.class)
@LocalServers(Server.CASSANDRA)
class StandaloneMasterIT {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Path WORKERS = Path.of(
                    "target",
                    "spark-cluster",
                    Long.toString(ProcessHandle.current().pid()))
            .toAbsolutePath();
    private static final String PASSWORD = "hunter2";
    private static final String DRIVER = "org.apache.spark.deploy.worker.DriverWrapper";
    private static final String SUBMITTER = "org.apache.spark.deploy.SparkSubmit";
    private static final List<String> CHAMPIONS =
            List.of("Ahri", "Braum", "Caitlyn", "Darius", "Ekko", "Fiora", "Garen", "Hecarim", "Irelia", "Jinx");

    @TempDir
    private static Path folder;

    private static LocalCluster servers;
    private static LakeSettings lake;
    private static StandaloneCluster spark;

    private Optional<OrchestratorProcess> running = Optional.empty();

    @BeforeAll
    static void start(LocalCluster cluster) {
        servers = cluster;
        lake = LakeFixture.in(folder);
        for (int day = 1; day <= 4; day++) {
            LakeFixture.write(lake, LocalDate.of(2026, 1, day), CHAMPIONS);
        }
        spark = StandaloneCluster.start(WORKERS);
    }

    @AfterAll
    static void stop() {
        spark.close();
    }

    @AfterEach
    void stopOrchestrator() {
        running.ifPresent(OrchestratorProcess::close);
    }

    @Test
    void inClientModeTheDriverRunsHereAndItsExecutorsOnTheWorkers() throws IOException {
        // Given
        OrchestratorProcess orchestrator = orchestrator("client");

        // When
        String id = orchestrator.request("2026-01-01");
        awaitSuccess(orchestrator, id);

        // Then
        assertPublished(orchestrator, id);
        assertThat(workFolders("app-")).isNotEmpty();
    }

    @Test
    void inClusterModeTheDriverRunsOnAWorkerShowsNobodyAPasswordAndEndsWhenItIsCancelled() throws IOException {
        // Given
        OrchestratorProcess orchestrator = orchestrator("cluster");

        // When
        String id = orchestrator.request("2026-01-02");
        await().atMost(LONG).until(() -> process(DRIVER, id).isPresent());

        // Then
        assertThat(process(DRIVER, id)).get().asString().doesNotContain(PASSWORD);
        assertThat(process(SUBMITTER, id)).get().asString().doesNotContain(PASSWORD);
        awaitSuccess(orchestrator, id);
        assertPublished(orchestrator, id);
        assertThat(orchestrator.http().get("/etl/runs/" + id + "/log").asString())
                .startsWith(
                        "The driver runs on " + spark.url() + " and prints there; what follows is its submitter's.\n")
                .contains("is FINISHED");
        assertThat(workFolders("driver-")).isNotEmpty();
        assertThat(filesWith(folder.resolve("logs"), PASSWORD)).isEmpty();
        assertThat(filesWith(WORKERS, PASSWORD)).isEmpty();

        // And given
        String unwanted = orchestrator.request("2026-01-03");
        await().atMost(LONG).until(() -> process(DRIVER, unwanted).isPresent());

        // When
        orchestrator.http().delete("/etl/runs/" + unwanted).then().statusCode(202);

        // Then
        orchestrator.awaitState(unwanted, "CANCELLED");
        assertThat(process(DRIVER, unwanted)).isEmpty();
        assertThat(process(SUBMITTER, unwanted)).isEmpty();
    }

    @Test
    void aDriverThatOutlivesItsOrchestratorIsFollowedToItsEnd() {
        // Given
        OrchestratorProcess orchestrator = orchestrator("cluster");
        String id = orchestrator.request("2026-01-04");
        orchestrator.awaitState(id, "RUNNING");

        // When
        orchestrator.terminate();

        // Then
        assertThat(process(DRIVER, id)).isPresent();
        assertThat(process(SUBMITTER, id)).isEmpty();

        // And when
        OrchestratorProcess next = orchestrator("cluster");

        // Then
        awaitSuccess(next, id);
        assertPublished(next, id);
        assertThat(next.http().get("/etl/runs/" + id).<List<?>>path("attempts")).hasSize(1);
        await().atMost(LONG).until(() -> process(DRIVER, id).isEmpty());
    }

    private OrchestratorProcess orchestrator(String deployMode) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "etl.spark.master", spark.url(),
                "etl.spark.deploy-mode", deployMode,
                "etl.spark.driver-memory", "512m",
                "etl.spark.executor-memory", "512m",
                "etl.spark.executor-cores", "1",
                "etl.spark.executors", "2"));
        // A driver has ten seconds from its worker to end in its own way.
        settings.put("etl.runs.stop-grace", "10S");
        settings.put("etl.spark.conf.\"spark.lolbatch.test.password\"", PASSWORD);
        for (String role : List.of("driver", "executor")) {
            settings.put(
                    "etl.spark.conf.\"spark." + role + ".extraJavaOptions\"",
                    "-XX:+UseSerialGC -XX:TieredStopAtLevel=1");
        }
        OrchestratorProcess orchestrator = OrchestratorProcess.start(
                servers,
                "standalone",
                lake,
                SparkHome.locate(),
                Path.of(System.getProperty("lolbatch.home"), "spark-job", "target", "spark-job.jar"),
                folder,
                settings);
        running = Optional.of(orchestrator);
        return orchestrator;
    }

    private static void awaitSuccess(OrchestratorProcess orchestrator, String id) {
        await().atMost(LONG).until(() -> List.of("SUCCEEDED", "FAILED").contains(orchestrator.state(id)));
        JsonPath run = orchestrator.http().get("/etl/runs/" + id).jsonPath();
        assertThat(run.getString("state")).as(run.getString("failure")).isEqualTo("SUCCEEDED");
    }

    private static void assertPublished(OrchestratorProcess orchestrator, String id) {
        JsonPath champions = orchestrator.http().get("/stats/champions").jsonPath();
        assertThat(champions.getList("champions.champion_name")).isEqualTo(CHAMPIONS);
        assertThat(champions.getString("basis.views[0].run_id")).isEqualTo(id);
        assertThat(orchestrator.http().get("/etl/runs/" + id).<Integer>path("progress.rows_written.match_participants"))
                .isEqualTo(10);
    }

    /** A process with its whole command line. */
    private record Command(ProcessHandle handle, String line) {
        @Override
        public String toString() {
            return line;
        }
    }

    private static Optional<Command> process(String mainClass, String runId) {
        return ProcessHandle.allProcesses()
                .map(handle -> new Command(handle, commandLine(handle)))
                .filter(command ->
                        command.line().contains(mainClass) && command.line().contains(runId))
                .findFirst();
    }

    /** The platform's own view leaves out command lines that are longer than a page. */
    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(
                    Path.of("/proc", Long.toString(process.pid()), "cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return process.info().commandLine().orElse("");
        }
    }

    /** What the workers have run, by its folder. */
    private static List<Path> workFolders(String prefix) throws IOException {
        try (Stream<Path> all = Files.walk(WORKERS, 2)) {
            return all.filter(path -> path.getFileName().toString().startsWith(prefix))
                    .toList();
        }
    }

    private static List<Path> filesWith(Path folder, String text) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".jar"))
                    .filter(file -> contains(file, text))
                    .toList();
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            // It was deleted meanwhile.
            return false;
        }
    }
}
