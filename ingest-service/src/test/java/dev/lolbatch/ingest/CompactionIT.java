package dev.lolbatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.LocalClusterExtension;
import dev.lolbatch.cluster.LocalServers;
import dev.lolbatch.cluster.Server;
import dev.lolbatch.generator.GeneratorSettings;
import dev.lolbatch.generator.Rate;
import dev.lolbatch.ingest.crash.CrashAgentJar;
import dev.lolbatch.ingest.crash.CrashPoint;
import dev.lolbatch.ingest.crash.CrashPoint.Moment;
import dev.lolbatch.lake.Lake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The built service's compaction, asked for over HTTP, of a lake on a real HDFS. */
@ExtendWith(LocalClusterExtension.class)
@LocalServers({Server.KAFKA, Server.HDFS})
class CompactionIT {
    private static final LocalDate DATE = LocalDate.of(2026, 1, 13);
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final String EVERYTHING = "{\"from\":\"2026-01-01\",\"min_files\":2}";

    @TempDir
    Path folder;

    private LocalCluster cluster;
    private IngestScenario scenario;

    @BeforeEach
    void start(LocalCluster running, TestInfo test) throws Exception {
        cluster = running;
        scenario = IngestScenario.create(running, test, folder);
    }

    @Test
    void compactionsUnderLoadLoseAndDoubleNothingAndFenceNoBatch() throws Exception {
        // Given
        IngestProcess ingest = scenario.start().awaitReady();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<Integer> sending = thread.submit(() -> scenario.send(
                GeneratorSettings.onDates(1, 400, DATE.minusDays(1), DATE).withMalformedShare(0.1),
                Rate.perSecond(25)));
        await().atMost(LIMIT).until(() -> scenario.offsetsInLake() > 20);
        // When
        List<String> lines = new ArrayList<>();
        do {
            lines.addAll(compact(ingest));
        } while (!sending.isDone());
        await().atMost(LIMIT).until(scenario::isAllInLake);
        lines.addAll(compact(ingest));
        // Then
        System.out.printf(
                "compacted_dates=%d batches=%.0f%n",
                lines.stream()
                        .filter(line -> line.contains("\"outcome\":\"COMPACTED\""))
                        .count(),
                ingest.metric("ingest_batches_total"));
        assertThat(lines).noneMatch(line -> line.contains("\"state\":\"FAILED\""));
        assertThat(lines).filteredOn(line -> line.contains("\"COMPACTED\"")).hasSizeGreaterThan(2);
        assertThat(ingest.metric("ingest_fenced_total")).isZero();
        assertPerfect();
        assertThat(ingest.call("/lake/files?date=" + DATE).body())
                .startsWith("{\"files\":1,\"rows\":")
                .contains("\"dates\":[{\"date\":\"2026-01-13\",\"files\":1,")
                .contains("/lol_matches/2026/01/13/matches_");
        assertThat(ingest.call("/lake/compactions?from=2026-01-01&min_files=2").body())
                .isEqualTo("[]");
        thread.shutdown();
        ingest.process().terminate(GRACE);
    }

    @Test
    void aProcessThatDiesAtAnyStepOfACompactionLosesAndDoublesNothing() throws Exception {
        // Given
        ingestEverything(60, DATE);
        Path agent = CrashAgentJar.create(folder);
        List<CrashPoint> points = List.of(
                new CrashPoint("MergedFiles", "add", Moment.AFTER),
                new CrashPoint("MergedFiles", "finish", Moment.AFTER),
                new CrashPoint("DateCompaction", "commit", Moment.BEFORE),
                new CrashPoint("JdbcTableOperations", "doCommit", Moment.BEFORE),
                new CrashPoint("JdbcTableOperations", "doCommit", Moment.AFTER));
        for (CrashPoint point : points) {
            IngestProcess dying = scenario.start(
                            "dying-" + point.type() + "-" + point.moment(),
                            // The commit that it dies of is the compaction's.
                            Map.of("ingest.watermark.idle-interval", "48H"),
                            CrashAgentJar.option(agent, point, 1))
                    .awaitReady();
            // When
            assertThat(compactUntilCutOff(dying)).noneMatch(line -> line.contains("\"DONE\""));
            await().atMost(LIMIT).until(() -> !dying.process().isAlive());
            // Then
            assertPerfect();
        }
        assertThat(filesInLake()).isEqualTo(1);
    }

    @Test
    void aStopEndsItAtOnceAndSaysSo() throws Exception {
        // Given
        ingestEverything(400, DATE.plusDays(39));
        IngestProcess ingest = scenario.start("stopped", Map.of()).awaitReady();
        // When
        Iterator<String> lines = ingest.post("/lake/compactions", "application/json", EVERYTHING)
                .body()
                .iterator();
        await().atMost(LIMIT).until(() -> lines.next().contains("\"outcome\":\"COMPACTED\""));
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<?> stopping = thread.submit(() -> ingest.process().terminate(GRACE));
        String last = "";
        while (lines.hasNext()) {
            last = lines.next();
        }
        stopping.get();
        thread.shutdown();
        // Then
        assertThat(last)
                .contains("\"state\":\"FAILED\"")
                .contains("\"problem\":{\"code\":\"stopping\"")
                .contains("\"detail\":\"Cannot compact the lake any further: ingest-service is being stopped;"
                        + " call again when it runs\"");
        assertThat(ingest.process().exitCode()).isEqualTo(128 + 15);
        // A commit that is under way at that moment may fail, and leaves its file to orphan removal.
        assertThat(unreferencedFiles()).hasSizeLessThan(2);
        assertPerfect();
    }

    @Test
    void hdfsThatIsGoneIsSaidAndNothingIsLost() throws Exception {
        // Given
        ingestEverything(60, DATE);
        IngestProcess ingest = scenario.start("without-hdfs", Map.of()).awaitReady();
        cluster.process(Server.HDFS).kill();
        try {
            // When
            HttpResponse<Stream<String>> answer = ingest.post("/lake/compactions", "application/json", EVERYTHING);
            // Then
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body().collect(Collectors.joining()))
                    .contains("\"code\":\"lake-unreachable\"")
                    .contains("\"detail\":\"Cannot compact the lake: Cannot reach the lake's files at hdfs://");
        } finally {
            cluster.start(Set.of(Server.HDFS));
        }
        await().atMost(LIMIT).until(() -> compact(ingest).stream().anyMatch(line -> line.contains("\"COMPACTED\"")));
        assertPerfect();
        ingest.process().terminate(GRACE);
    }

    @Test
    void refusesWhatMakesNoSenseAndSaysSo() throws Exception {
        // Given
        IngestProcess ingest = scenario.start().awaitReady();
        // When, Then
        assertThat(ingest.post("/lake/compactions", "text/plain", "{}").statusCode())
                .isEqualTo(415);
        assertThat(ingest.post("/lake/expiries", "text/plain", "{}").statusCode())
                .isEqualTo(415);
        assertThat(body(ingest.post("/lake/expiries", "application/json", "{\"now\":true}")))
                .contains("\"detail\":\"Cannot expire snapshots: the request's body is not empty JSON; send {}\"");
        assertThat(body(ingest.post("/lake/expiries", "application/json", "{}")))
                .isEqualTo("{\"snapshots_expired\":0,\"orphans_removed\":0,\"bytes_freed\":0}");
        assertThat(body(ingest.post("/lake/compactions", "application/json", "{\"form\":\"2026-01-13\"}")))
                .contains("Cannot read the request's body at ")
                .contains("; its parts are from, min_files, to");
        assertThat(body(ingest.post("/lake/compactions", "application/json", "{\"min_files\":1}")))
                .contains("Cannot compact dates of 1 small files: min_files is 2 or more");
        assertThat(ingest.call("/lake/files?date=today").body())
                .isEqualTo("{\"code\":\"invalid-parameter\",\"title\":\"Invalid parameter\",\"status\":400,\"detail\":"
                        + "\"Cannot select dates of the lake: date 'today' is no date; write it like 2026-01-13\"}");
        assertThat(ingest.call("/lake/files?from=2026-01-14&to=2026-01-13").body())
                .contains("Cannot select dates of the lake: from 2026-01-14 is after to 2026-01-13; swap them");
        assertThat(ingest.call("/lake/files?date=2026-01-14&to=2026-01-13").body())
                .contains("Cannot select dates of the lake: date and a range are given; leave one of them out");
        assertThat(ingest.call("/lake/files?limit=1001").body())
                .contains("Cannot list 1001 files: limit goes from 0 to 1000");
        assertThat(ingest.call("/lake/files").statusCode()).isEqualTo(404);
        ingest.process().terminate(GRACE);
    }

    private void ingestEverything(int messages, LocalDate to) throws Exception {
        scenario.send(GeneratorSettings.onDates(1, messages, DATE, to));
        IngestProcess ingest = scenario.start();
        await().atMost(LIMIT).until(scenario::isAllInLake);
        ingest.process().terminate(GRACE);
    }

    private static List<String> compact(IngestProcess ingest) throws IOException {
        return ingest.post("/lake/compactions", "application/json", EVERYTHING)
                .body()
                .toList();
    }

    private static List<String> compactUntilCutOff(IngestProcess ingest) {
        List<String> lines = new ArrayList<>();
        try {
            ingest.post("/lake/compactions", "application/json", EVERYTHING)
                    .body()
                    .forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            // As it is to be: the process died before its answer was whole.
            return lines;
        }
        return lines;
    }

    private static String body(HttpResponse<Stream<String>> answer) {
        return answer.body().collect(Collectors.joining());
    }

    private void assertPerfect() throws IOException {
        IngestScenario.Verdict verdict = scenario.verdict();
        assertThat(verdict.isPerfect()).as(verdict.toString()).isTrue();
    }

    private long filesInLake() throws IOException {
        try (Lake lake = Lake.open(scenario.settings())) {
            return files(lake.table(), lake.table().currentSnapshot()).size();
        }
    }

    /** Data files that no snapshot refers to. */
    private Set<String> unreferencedFiles() throws IOException {
        try (Lake lake = Lake.open(scenario.settings())) {
            Table table = lake.table();
            Set<String> files = new HashSet<>();
            org.apache.hadoop.fs.Path location =
                    new org.apache.hadoop.fs.Path(lake.settings().location());
            FileSystem hdfs = location.getFileSystem(lake.hadoop());
            RemoteIterator<LocatedFileStatus> listing = hdfs.listFiles(location, true);
            while (listing.hasNext()) {
                String file = listing.next().getPath().toString();
                if (file.endsWith(".parquet")) {
                    files.add(file);
                }
            }
            assertThat(files).isNotEmpty();
            for (Snapshot snapshot : table.snapshots()) {
                files.removeAll(files(table, snapshot));
            }
            return files;
        }
    }

    private static Set<String> files(Table table, Snapshot snapshot) throws IOException {
        Set<String> files = new HashSet<>();
        try (CloseableIterable<FileScanTask> tasks =
                table.newScan().useSnapshot(snapshot.snapshotId()).planFiles()) {
            tasks.forEach(task -> files.add(task.file().location()));
        }
        return files;
    }
}
