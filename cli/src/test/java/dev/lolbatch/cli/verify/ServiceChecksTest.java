package dev.lolbatch.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lolbatch.cli.FakeOrchestrator;
import dev.lolbatch.cli.deployment.CassandraSettings;
import dev.lolbatch.cli.deployment.Deployment;
import dev.lolbatch.cli.deployment.NextCommand;
import dev.lolbatch.cli.deployment.Opened;
import dev.lolbatch.cli.deployment.Stores;
import dev.lolbatch.cli.verify.Finding.Failed;
import dev.lolbatch.cli.verify.Finding.Failed.Voice;
import dev.lolbatch.cli.verify.Finding.Passed;
import dev.lolbatch.cluster.SparkHome;
import dev.lolbatch.lake.Lake;
import dev.lolbatch.lake.LakeSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both services are one here, each at a path of its own, and their lake is a folder. */
class ServiceChecksTest {
    @TempDir
    Path folder;

    private FakeOrchestrator services;
    private LakeSettings settings;
    private Opened<Lake> lake;

    @BeforeEach
    void start() throws Exception {
        services = new FakeOrchestrator();
        settings =
                LakeSettings.jdbc("jdbc:sqlite:" + folder.resolve("lake.db"), "file:" + folder.resolve("lol_matches"));
        lake = new Opened<>(() -> Lake.open(settings));
    }

    @AfterEach
    void close() throws Exception {
        services.close();
        lake.close();
    }

    @Test
    void aServiceAtAPathOfItsHostIsAskedThere() {
        // Given
        services.on("GET /etl/q/health/live", 200, "{\"status\":\"UP\"}");

        // When, then
        assertThat(run("etl-orchestrator")).isEqualTo(new Passed(services.address() + "/etl is live"));
    }

    @Test
    void aSparkHomeThatIsHereIsStarted() throws Exception {
        // Given
        sparkHome(Map.of("home", SparkHome.locate()));

        // When, then
        assertThat(run("spark-home").text()).startsWith(SparkHome.locate() + " starts here: version 3.5.");
    }

    @Test
    void aSparkHomeThatDoesNotStartSaysSo() throws Exception {
        // Given
        Path submit = Files.createDirectory(folder.resolve("bin")).resolve("spark-submit");
        Files.writeString(submit, "#!/bin/sh\necho no Java; exit 1\n");
        Files.setPosixFilePermissions(submit, PosixFilePermissions.fromString("rwx------"));
        sparkHome(Map.of("home", folder));

        // When, then
        assertThat(run("spark-home"))
                .isEqualTo(new Failed(
                        submit + " --version ended with exit code 1: no Java",
                        "run it by hand; JAVA_HOME must be a Java 17",
                        Voice.SOMEBODY));
    }

    @Test
    void aSparkHomeOfAClusterBehindATunnelIsTakenFromItsOrchestrator() throws Exception {
        // Given
        sparkHome(Map.of("home", "/nowhere/spark"));

        // When, then
        assertThat(run("spark-home"))
                .isEqualTo(new Passed(
                        "/nowhere/spark is there, says etl-orchestrator; it is not on this machine, to be started"));
    }

    @Test
    void aSparkHomeThatTheOrchestratorMissesIsTold() throws Exception {
        // Given
        sparkHome(Map.of("home", "/nowhere/spark", "reason", "there is no /nowhere/spark"));

        // When, then
        assertThat(run("spark-home"))
                .isEqualTo(
                        new Failed("there is no /nowhere/spark", "start etl-orchestrator again then", Voice.SOMEBODY));
    }

    @Test
    void anOrchestratorThatSaysNothingOfItsSparkHomeIsOfAnotherVersion() throws Exception {
        // Given
        sparkHome(Map.of());

        // When, then
        assertThat(run("spark-home"))
                .isEqualTo(new Failed(
                        "/q/health/ready of etl-orchestrator says nothing of its Spark home",
                        "verify it with the lolbatch that it is of",
                        Voice.SOMEBODY));
    }

    @Test
    void servicesOfThisLakePass() throws Exception {
        // Given
        String path = append("a.parquet");
        answer(snapshot(), path);

        // When, then
        assertThat(run("configuration")).isEqualTo(new Passed("both services use the lake of " + settings.location()));
    }

    @Test
    void servicesOfAnEmptyLakePass() throws Exception {
        // Given
        lake.client().createTableIfAbsent();
        services.on("GET /etl/etl/dates?limit=1", 200, "{}");
        services.on("GET /ingest/lake/files?limit=1", 200, "{\"listed\":[]}");

        // When, then
        assertThat(run("configuration")).isInstanceOf(Passed.class);
    }

    @Test
    void anIngestServiceOfAnotherLakeIsTold() throws Exception {
        // Given
        append("a.parquet");
        answer(snapshot(), "hdfs://other/lol_matches/2026/01/13/a.parquet");

        // When, then
        assertThat(run("configuration"))
                .isEqualTo(new Failed(
                        "ingest-service writes another lake than this one: its file"
                                + " hdfs://other/lol_matches/2026/01/13/a.parquet is not of it",
                        "give it the lake.catalog-uri of etl-orchestrator and of this command",
                        Voice.SOMEBODY));
    }

    @Test
    void anOrchestratorOfAnotherLakeIsTold() throws Exception {
        // Given
        String path = append("a.parquet");
        answer(snapshot() + 1, path);

        // When
        Finding finding = run("configuration");

        // Then
        assertThat(finding)
                .isEqualTo(new Failed(
                        "etl-orchestrator reads another lake than this one: its snapshot %d is not of it"
                                .formatted(snapshot() + 1),
                        "give it, and this command, the lake.catalog-uri of ingest-service",
                        Voice.SOMEBODY));
    }

    private void sparkHome(Map<String, Object> data) {
        String members = data.entrySet().stream()
                .map(one -> "\"%s\":\"%s\"".formatted(one.getKey(), one.getValue()))
                .reduce((one, other) -> one + "," + other)
                .orElse("");
        services.on(
                "GET /etl/q/health/ready",
                200,
                "{\"status\":\"UP\",\"checks\":[{\"name\":\"spark-home\",\"status\":\"UP\",\"data\":{%s}}]}"
                        .formatted(members));
    }

    private void answer(long snapshot, String path) {
        services.on("GET /etl/etl/dates?limit=1", 200, "{\"snapshot_id\":%d}".formatted(snapshot));
        services.on("GET /ingest/lake/files?limit=1", 200, "{\"listed\":[{\"path\":\"%s\"}]}".formatted(path));
    }

    /** @return the path of a new file of the table */
    private String append(String name) throws Exception {
        Table table = lake.client().createTableIfAbsent();
        String path = settings.location() + "/2026/01/13/" + name;
        table.newAppend()
                .appendFile(DataFiles.builder(table.spec())
                        .withPath(path)
                        .withPartitionPath("match_date=2026-01-13")
                        .withFileSizeInBytes(1)
                        .withRecordCount(1)
                        .build())
                .commit();
        return path;
    }

    private long snapshot() throws Exception {
        return lake.client().table().currentSnapshot().snapshotId();
    }

    private Finding run(String name) {
        Stores stores = new Stores(
                Map.of(),
                "lol_matches",
                "lol_matches_dlq",
                "group",
                settings,
                new CassandraSettings(List.of(), "datacenter1", "lol_data", Optional.empty()),
                new NextCommand(List.of(), Optional.empty()));
        URI host = services.address();
        Deployment deployment = new Deployment(stores, host.resolve("/ingest"), host.resolve("/etl"));
        return new ServiceChecks(deployment, lake)
                .all().stream()
                        .filter(check -> check.name().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .run();
    }
}
