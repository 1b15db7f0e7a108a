package dev.lolbatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.LocalClusterExtension;
import dev.lolbatch.cluster.LocalServers;
import dev.lolbatch.cluster.Server;
import dev.lolbatch.generator.GeneratorSettings;
import dev.lolbatch.generator.Rate;
import dev.lolbatch.ingest.catalog.CatalogProxy;
import dev.lolbatch.ingest.catalog.CatalogProxy.Fault;
import dev.lolbatch.lake.Lake;
import dev.lolbatch.lake.LakeSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The catalog on a real PostgreSQL whose connections end between a commit and its reply, or earlier, or not at all. */
@ExtendWith(LocalClusterExtension.class)
@LocalServers({Server.KAFKA, Server.HDFS})
class LostReplyIT {
    private static final LocalDate DATE = LocalDate.of(2026, 1, 13);
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int MESSAGES = 160;
    private static final List<Fault> FAULTS = List.copyOf(EnumSet.allOf(Fault.class));

    @TempDir
    Path folder;

    private EmbeddedPostgres postgres;
    private IngestScenario scenario;

    @BeforeEach
    void start(LocalCluster cluster) throws Exception {
        postgres = postgres(0);
        String topic = "replies-" + UUID.randomUUID();
        LakeSettings settings =
                LakeSettings.jdbc(url(postgres.getPort()), cluster.hdfsUri() + "/" + topic + "/lol_matches");
        scenario = IngestScenario.create(cluster, topic, settings);
    }

    @AfterEach
    void stop() throws IOException {
        postgres.close();
    }

    @Test
    void aReplyThatIsLostAfterTheCommitLosesAndDoublesNothing() throws Exception {
        assertSurvives(Map.of(2, Fault.REPLY_CUT, 6, Fault.REPLY_CUT), 1);
    }

    @Test
    void aRequestThatIsLostBeforeTheCommitLosesAndDoublesNothing() throws Exception {
        assertSurvives(Map.of(2, Fault.REQUEST_CUT, 6, Fault.REQUEST_CUT), 2);
    }

    @Test
    void manyFaultsInARowLoseAndDoubleNothing() throws Exception {
        // Given
        long seed = new Random().nextInt();
        System.out.println("seed=" + seed);
        Random random = new Random(seed);
        Map<Integer, Fault> plan = new TreeMap<>();
        for (int commit = 3; commit <= 9; commit++) {
            plan.put(commit, FAULTS.get(random.nextInt(FAULTS.size())));
        }
        plan.put(12, Fault.REPLY_SWALLOWED);
        // When, Then
        assertSurvives(plan, seed);
    }

    @Test
    void aCatalogThatIsAwayForSomeSecondsLosesAndDoublesNothing() throws Exception {
        // Given
        IngestProcess ingest = scenario.start().awaitReady();
        scenario.send(messages(3).withMalformedShare(0.1));
        await().atMost(LIMIT).until(() -> scenario.offsetsInLake() > 0);
        int port = postgres.getPort();
        // When
        postgres.close();
        await().atMost(LIMIT).until(() -> ingest.metric("ingest_retries_total") >= 3);
        postgres = postgres(port);
        await().atMost(LIMIT).until(scenario::isAllInLake);
        ingest.process().terminate(Duration.ofSeconds(20));
        // Then
        assertPerfect();
    }

    private void assertSurvives(Map<Integer, Fault> plan, long seed) throws Exception {
        try (CatalogProxy proxy = CatalogProxy.start(postgres.getPort(), plan)) {
            // Given
            IngestProcess ingest = scenario.start(
                    "ingest-" + scenario.topic(),
                    Map.of(
                            "lake.catalog-uri",
                            url(proxy.port()),
                            // Long enough for a healthy database, short enough for a test.
                            "lake.catalog-properties.\"jdbc.socketTimeout\"",
                            "3"));
            // When
            scenario.send(messages(seed).withMalformedShare(0.1), Rate.perSecond(40));
            await().atMost(LIMIT).until(scenario::isAllInLake);
            ingest.process().terminate(Duration.ofSeconds(20));
            // Then
            System.out.printf("commits=%d faults=%s%n", proxy.commits(), proxy.happened());
            assertThat(proxy.happened()).containsExactlyElementsOf(new TreeMap<>(plan).values());
            assertPerfect();
        }
    }

    private static GeneratorSettings messages(long seed) {
        return GeneratorSettings.onDates(seed, MESSAGES, DATE.minusDays(1), DATE);
    }

    private void assertPerfect() throws IOException {
        IngestScenario.Verdict verdict = scenario.verdict();
        assertThat(verdict.isPerfect()).as(verdict.toString()).isTrue();
        try (Lake lake = Lake.open(scenario.settings())) {
            Table table = lake.table();
            for (Snapshot snapshot : table.snapshots()) {
                assertExists(table, snapshot.manifestListLocation());
                for (ManifestFile manifest : snapshot.allManifests(table.io())) {
                    assertExists(table, manifest.path());
                }
            }
            try (CloseableIterable<FileScanTask> files = table.newScan().planFiles()) {
                files.forEach(file -> assertExists(table, file.file().location()));
            }
        }
    }

    private static void assertExists(Table table, String location) {
        assertThat(table.io().newInputFile(location).exists()).as(location).isTrue();
    }

    private EmbeddedPostgres postgres(int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgres").toFile())
                .setCleanDataDirectory(false);
        return port == 0 ? builder.start() : builder.setPort(port).start();
    }

    private static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres&prepareThreshold=0";
    }
}
