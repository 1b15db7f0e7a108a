package dev.lolbatch.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.LocalClusterExtension;
import dev.lolbatch.cluster.Server;
import dev.lolbatch.generator.GeneratedMessage.MalformedMessage;
import dev.lolbatch.generator.GeneratorSettings;
import dev.lolbatch.generator.MatchGenerator;
import dev.lolbatch.systemtests.LolbatchCommand.Ended;
import dev.lolbatch.systemtests.Pipeline.Service;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code lolbatch verify} of a whole pipeline, and of one from which one thing after the other is taken. */
@ExtendWith(LocalClusterExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
@Isolated("It stops the servers that the others use.")
class VerifyST {
    private static final LocalDate DATE = LocalDate.parse("2026-01-13");
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private PipelineNames names;
    private LocalCluster cluster;
    private Pipeline pipeline;
    private LakeReader lake;
    private SentRecords sent;
    private LolbatchCommand lolbatch;

    /** What the command said, by check. */
    private record Verified(int exitCode, Map<String, String> failed, List<String> passed, List<String> skipped) {}

    @BeforeAll
    void publishADate(LocalCluster started) throws Exception {
        cluster = started;
        names = PipelineNames.of("verify");
        names.createTopics(cluster);
        pipeline = Pipeline.start(cluster, names, Map.of());
        lolbatch = LolbatchCommand.in(
                folder, Map.of("LOLBATCH_CONFIG", pipeline.clientConfiguration().toString()));
        lake = new LakeReader(pipeline.catalogUri(), pipeline.lakeLocation(), names.topic());
        sent = new SentRecords(cluster.kafkaBootstrap(), names.topic());
        sent.send(new MatchGenerator(GeneratorSettings.onDates(20260113, 30, DATE, DATE))
                .messages()
                .toList());
        awaitRecords();
        new Runs(new RestClient(pipeline.orchestratorUri())).runAll(Set.of(DATE));
    }

    private void awaitRecords() {
        await().atMost(LIMIT).until(() -> lake.offsets().equals(sent.endOffsets()));
    }

    @AfterEach
    void awaitHealth() {
        pipeline.awaitReady();
    }

    @AfterAll
    void stop() {
        lake.close();
        pipeline.close();
    }

    @Test
    void aHealthyStackPassesAndNothingIsLeftBehind() throws Exception {
        // When
        Ended ended = lolbatch.run("verify");

        // Then
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(ended.output())
                .contains("verify_matches has 3 partitions", "verify_group: 1 member, 0 records to go")
                .contains("1 live data node", "all there with their lengths", "all 21 tables and 4 indexes")
                .contains("starts here: version 3.5.", "the lake has every record, the newest of ")
                .contains("1 date published as the lake has them")
                .endsWith("Score: 21/21\n");
        try (FileSystem hdfs = hdfs();
                CqlSession session = session()) {
            assertThat(hdfs.listStatus(new org.apache.hadoop.fs.Path(pipeline.lakeLocation())))
                    .extracting(file -> file.getPath().getName())
                    .containsExactlyInAnyOrder("2026", "metadata");
            assertThat(session.execute("SELECT name FROM " + names.keyspace() + ".schema_lock")
                            .all())
                    .isEmpty();
        }
    }

    @Test
    void withoutKafkaItsCheckFailsAndTheReadinessOfWhoReadsIt() throws Exception {
        // Given
        cluster.stop(Server.KAFKA);
        try {
            // When
            Verified verified = verify();

            // Then
            assertThat(verified.failed()).containsOnlyKeys("kafka", "ingest-ready");
            assertThat(verified.failed().get("kafka"))
                    .startsWith("Kafka at " + cluster.kafkaBootstrap() + ": ")
                    .endsWith("; start the broker, or say with --kafka where it is");
            assertThat(verified.failed().get("ingest-ready"))
                    .startsWith("/q/health/started is DOWN: SmallRye Reactive Messaging ");
            assertThat(verified.skipped())
                    .containsExactly("topic", "dead-letter-topic", "consumer-group", "lake-offsets", "lake-fresh");
        } finally {
            cluster.start(Set.of(Server.KAFKA));
        }
    }

    @Test
    void withoutHdfsItsChecksFailAndTheReadinessOfWhoNeedsIt() throws Exception {
        // Given
        cluster.stop(Server.HDFS);
        try {
            // When
            Verified verified = verify();

            // Then
            assertThat(verified.failed()).containsOnlyKeys("hdfs", "etl-ready");
            assertThat(verified.failed().get("hdfs"))
                    .endsWith(": Connection refused; start HDFS, or say with --lake-location where it is");
            assertThat(verified.failed().get("etl-ready")).startsWith("/q/health/ready is DOWN: lake Cannot ");
            assertThat(verified.skipped())
                    .containsExactly(
                            "data-nodes",
                            "lake-folder",
                            "lake-table",
                            "lake-files",
                            "configuration",
                            "lake-offsets",
                            "lake-fresh",
                            "views-fresh");
        } finally {
            cluster.start(Set.of(Server.HDFS));
        }
    }

    @Test
    void withoutCassandraItsCheckFailsAndTheReadinessOfWhoNeedsIt() throws Exception {
        // Given
        cluster.stop(Server.CASSANDRA);
        try {
            // When
            Verified verified = verify();

            // Then
            assertThat(verified.failed()).containsOnlyKeys("cassandra", "etl-ready");
            assertThat(verified.failed().get("cassandra"))
                    .endsWith("; start it, or say with --cassandra and --datacenter where it is");
            assertThat(verified.failed().get("etl-ready")).startsWith("/q/health/ready is DOWN: cassandra Cannot ");
            assertThat(verified.skipped()).containsExactly("schema", "cassandra-row", "configuration", "views-fresh");
        } finally {
            cluster.start(Set.of(Server.CASSANDRA));
        }
    }

    @Test
    void withoutIngestServiceItsCheckFailsAndItsGroupIsEmpty() throws Exception {
        // Given
        pipeline.process(Service.INGEST).close();
        try {
            // When
            Verified verified = verify();

            // Then
            assertThat(verified.failed())
                    .containsExactly(
                            Map.entry(
                                    "consumer-group",
                                    "consumer group verify_group has no member; start ingest-service"),
                            Map.entry(
                                    "ingest-service",
                                    "ingest-service at %s: Connection refused; start it, or say with --ingest-url where it is"
                                            .formatted(pipeline.ingestUri())));
            assertThat(verified.skipped()).containsExactly("ingest-ready", "configuration");
        } finally {
            pipeline.restart(Service.INGEST);
        }
    }

    @Test
    void withoutTheOrchestratorItsCheckFails() throws Exception {
        // Given
        pipeline.process(Service.ORCHESTRATOR).close();
        try {
            // When
            Verified verified = verify();

            // Then
            assertThat(verified.failed())
                    .containsExactly(Map.entry(
                            "etl-orchestrator",
                            "etl-orchestrator at %s: Connection refused; start it, or say with --url where it is"
                                    .formatted(pipeline.orchestratorUri())));
            assertThat(verified.skipped()).containsExactly("etl-ready", "configuration", "spark-home", "views-fresh");
        } finally {
            pipeline.restart(Service.ORCHESTRATOR);
        }
    }

    @Test
    void aFileOfTheLakeThatIsGoneIsNamed() throws Exception {
        // Given
        String name = lake.dataFiles().keySet().iterator().next();
        org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(name);
        org.apache.hadoop.fs.Path away = new org.apache.hadoop.fs.Path("/away/" + file.getName());
        try (FileSystem hdfs = hdfs()) {
            hdfs.mkdirs(away.getParent());
            assertThat(hdfs.rename(file, away)).isTrue();
            try {
                // When
                Verified verified = verify();

                // Then
                assertThat(verified.failed()).containsOnlyKeys("lake-files");
                assertThat(verified.failed().get("lake-files"))
                        .startsWith("1 file is missing of " + lake.dataFiles().size() + " that the lake refers to: "
                                + name + "; bring it back");
                assertThat(verified.skipped()).isEmpty();
            } finally {
                assertThat(hdfs.rename(away, file)).isTrue();
            }
        }
    }

    @Test
    void anIndexThatIsGoneIsNamed() throws Exception {
        try (CqlSession session = session()) {
            // Given
            change(session, "DROP INDEX %s.idx_participant_date");
            try {
                // When
                Verified verified = verify();

                // Then
                assertThat(verified.failed())
                        .containsExactly(
                                Map.entry(
                                        "schema",
                                        "keyspace verify_data has no index idx_participant_date; delete the row of the file that"
                                                + " makes it from verify_data.schema_history, and start etl-orchestrator again"));
                assertThat(verified.skipped()).containsExactly("cassandra-row");
            } finally {
                change(session, "CREATE INDEX idx_participant_date ON %s.match_participants (match_date) USING 'sai'");
            }
        }
    }

    @Test
    void topicsAndAFolderThatAreNotThereAreNamedAndNotMade() throws Exception {
        // Given
        Properties keys = new Properties();
        try (Reader reader = Files.newBufferedReader(pipeline.clientConfiguration())) {
            keys.load(reader);
        }
        keys.setProperty("ingest.topic", "nowhere");
        keys.setProperty("ingest.dlq-topic", "nowhere_dlq");
        keys.setProperty("lake.location", pipeline.lakeLocation() + "_other");
        Path file = folder.resolve("wrong.properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            keys.store(writer, null);
        }

        // When
        Verified verified = verify("--config", file.toString());

        // Then
        String create = "; create it: ingest-service reads and writes topics, and makes none";
        assertThat(verified.failed())
                .containsExactly(
                        Map.entry("topic", "there is no topic nowhere" + create),
                        Map.entry("dead-letter-topic", "there is no topic nowhere_dlq" + create),
                        Map.entry(
                                "lake-folder",
                                "the folder %s_other is not there; start ingest-service, or correct lake.location"
                                        .formatted(pipeline.lakeLocation())),
                        Map.entry(
                                "configuration",
                                "the catalog's table lies at %1$s, not at %1$s_other; correct lake.location, here or of the services: it counts only where the table is created"
                                        .formatted(pipeline.lakeLocation())));
        assertThat(verified.skipped()).containsExactly("consumer-group", "lake-offsets", "lake-fresh");
        try (FileSystem hdfs = hdfs()) {
            assertThat(hdfs.exists(new org.apache.hadoop.fs.Path(pipeline.lakeLocation() + "_other")))
                    .isFalse();
        }
    }

    @Test
    void anotherCatalogIsToldByItsOffsetsAndByTheServices() throws Exception {
        // Given
        String other = "jdbc:sqlite:" + folder.resolve("other.db") + "?busy_timeout=20000";
        lake.createEmptyTwin(other);

        // When
        Verified verified = verify("--catalog-uri", other);

        // Then
        assertThat(verified.failed()).containsOnlyKeys("configuration", "lake-offsets");
        assertThat(verified.failed().get("configuration"))
                .startsWith("etl-orchestrator reads another lake than this one: its snapshot ");
        assertThat(verified.failed().get("lake-offsets"))
                .contains(": the lake has no offset, and the consumer group stands at ");
        assertThat(verified.skipped()).containsExactly("lake-fresh");
    }

    @Test
    void recordsThatNobodyTakesAreTold() throws Exception {
        // Given
        pipeline.suspend(Service.INGEST);
        try {
            sent.send(new MatchGenerator(
                            GeneratorSettings.onDates(20260114, 1, DATE, DATE).withMalformedShare(1))
                    .messages()
                    // A match would leave its date stale.
                    .filter(MalformedMessage.class::isInstance)
                    .toList());

            // When
            Verified verified = verify("--standstill", "3", "--timeout", "5");

            // Then
            assertThat(verified.failed()).containsKeys("ingest-service", "lake-fresh");
            assertThat(verified.failed().get("ingest-service"))
                    .endsWith(
                            ": no answer within 5 s; start it, or say with --ingest-url where it is, or raise --timeout");
            assertThat(verified.failed().get("lake-fresh"))
                    .matches(
                            "of 1 record in partition \\d the lake has taken none for 3 s; see the log of ingest-service; .*");
        } finally {
            pipeline.resume(Service.INGEST);
        }
        awaitRecords();
    }

    @Test
    void aCompleteDateThatIsNotPublishedIsToldWithTheRunThatIsMissing() throws Exception {
        String pointer = " %s.active_views%s WHERE scope = 'views' AND view_name = '%s'";
        try (CqlSession session = session()) {
            // Given
            String run = session.execute("SELECT run_id FROM" + pointer.formatted(names.keyspace(), "", DATE))
                    .one()
                    .getString(0);
            session.execute("DELETE FROM" + pointer.formatted(names.keyspace(), "", DATE));
            try {
                // When
                Verified verified = verify();

                // Then
                assertThat(verified.failed())
                        .containsExactly(Map.entry(
                                "views-fresh",
                                "1 date of the lake is not published as the lake has it: 2026-01-13 MISSING; run them: ./lolbatch etl run --from 2026-01-13 --to 2026-01-13 --select stale --url "
                                        + pipeline.orchestratorUri()));
            } finally {
                session.execute(
                        "UPDATE" + pointer.formatted(names.keyspace(), " SET run_id = '%s'".formatted(run), DATE));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"./lolbatch --help", "./lolbatch lake dates"})
    void otherCommandsLoadNoneOfItsClients(String command) throws Exception {
        // When
        Ended ended = LolbatchCommand.in(
                        folder,
                        Map.of(
                                "JAVA_TOOL_OPTIONS",
                                "-Xlog:class+load",
                                "LOLBATCH_URL",
                                pipeline.orchestratorUri().toString()))
                .paste(command);

        // Then
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.output())
                .contains("dev.lolbatch.cli.verify.VerifyCommand source:")
                .doesNotContain("org.apache.iceberg.", "org.apache.hadoop.", "com.datastax.");
    }

    private void change(CqlSession session, String ddl) {
        session.execute(
                SimpleStatement.newInstance(ddl.formatted(names.keyspace())).setTimeout(LIMIT));
    }

    private Verified verify(String... options) throws Exception {
        Ended ended = lolbatch.run(
                Stream.concat(Stream.of("verify", "--json"), Stream.of(options)).toArray(String[]::new));
        Map<String, String> failed = new LinkedHashMap<>();
        JsonNode document = JSON.readTree(ended.out());
        for (JsonNode check : document.path("checks")) {
            if (check.path("result").asText().equals("FAILED")) {
                failed.put(
                        check.path("check").asText(),
                        check.path("text").asText() + "; "
                                + check.path("remedy").asText());
            }
        }
        Verified verified =
                new Verified(ended.exitCode(), failed, named("PASSED", document), named("SKIPPED", document));
        assertThat(verified.passed()).hasSize(document.path("passed").asInt());
        assertThat(verified.exitCode()).isEqualTo(verified.failed().isEmpty() ? 0 : 1);
        return verified;
    }

    private static List<String> named(String result, JsonNode document) {
        return document.path("checks").findParents("result").stream()
                .filter(check -> check.path("result").asText().equals(result))
                .map(check -> check.path("check").asText())
                .toList();
    }

    private FileSystem hdfs() throws Exception {
        return FileSystem.newInstance(cluster.hdfsUri(), new Configuration());
    }

    private CqlSession session() {
        return CqlSession.builder()
                .addContactPoint(cluster.cassandraAddress())
                .withLocalDatacenter(cluster.cassandraDatacenter())
                .build();
    }
}
