package dev.lolbatch.orchestrator;

import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.lake.LakeSettings;
import dev.lolbatch.orchestrator.lake.LakeFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What replicas of the packaged service share: a keyspace, a lake, a Spark home. And what jobs do with it, as they do it. */
final class ControlPlane implements AutoCloseable {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final LocalCluster cluster;
    private final String keyspace;
    private final Path folder;
    private final LakeSettings lake;
    private final FakeSparkHome spark;
    private final CqlSession session;
    private final Map<String, ProcessHandle> jobs = new HashMap<>();
    private final Map<LocalDate, List<String>> publications = new HashMap<>();

    ControlPlane(LocalCluster cluster, String keyspace, Path folder) {
        this.cluster = cluster;
        this.keyspace = keyspace;
        this.folder = folder;
        this.lake = LakeFixture.in(folder);
        this.spark = FakeSparkHome.create(folder.resolve("spark"));
        this.session = CqlSession.builder()
                .addContactPoint(cluster.cassandraAddress())
                .withLocalDatacenter(cluster.cassandraDatacenter())
                .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, LONG)
                        .build())
                .build();
    }

    /** Has the lake hold so many dates from one on. */
    ControlPlane withDates(LocalDate first, int days) {
        LakeFixture.register(lake, first, days, 1, 1);
        return this;
    }

    /** Returns when it is ready. */
    OrchestratorProcess start(Map<String, String> settings, String... jvmOptions) {
        Map<String, String> all = new HashMap<>(settings);
        all.putIfAbsent("etl.spark.master", "local[2]");
        return OrchestratorProcess.start(
                cluster, keyspace, lake, spark.home(), spark.jobJar(), folder, all, jvmOptions);
    }

    CqlSession session() {
        return session;
    }

    FakeSparkHome spark() {
        return spark;
    }

    /** Where the log of a job is while it runs. */
    Path localLog(String jobId) {
        return folder.resolve("logs").resolve(jobId + ".log");
    }

    /** The process of a job, as soon as it is there. */
    ProcessHandle awaitJob(String jobId) {
        return jobs.computeIfAbsent(jobId, id -> {
            await(id)
                    .atMost(LONG)
                    .until(() -> !spark.started().getOrDefault(id, List.of()).isEmpty());
            return ProcessHandle.of(spark.started().get(id).get(0))
                    .orElseThrow(() -> new IllegalStateException("Job " + id + " has ended before it was looked at"));
        });
    }

    /** The processes that {@link #awaitJob} gave, by their jobs. */
    Map<String, ProcessHandle> jobs() {
        return Map.copyOf(jobs);
    }

    /** A job says of itself that it is in a state. */
    void record(String jobId, String state) {
        execute(
                "INSERT INTO %s (run_id, state, started_at, updated_at) VALUES (?, ?, toTimestamp(now()),"
                        + " toTimestamp(now()))",
                "job_runs", jobId, state);
    }

    /** A job publishes a date; false when it may not. */
    boolean publish(String jobId, LocalDate date) {
        execute(
                "INSERT INTO %s (view_name, run_id, rows_read, published_at) VALUES (?, ?, 1, toTimestamp(now()))",
                "view_versions", date.toString(), jobId);
        boolean isPublished = execute(
                        "UPDATE %s SET run_id = ? WHERE scope = 'views' AND view_name = ? IF permits[?] != null",
                        "active_views", jobId, date.toString(), jobId)
                .wasApplied();
        if (isPublished) {
            publications.computeIfAbsent(date, none -> new ArrayList<>()).add(jobId);
        }
        return isPublished;
    }

    /** The jobs that have published a date, in order. */
    List<String> publications(LocalDate date) {
        return List.copyOf(publications.getOrDefault(date, List.of()));
    }

    /** The run's row. */
    Row run(String runId) {
        return execute(
                        "SELECT * FROM %s WHERE year = ? AND run_id = ?",
                        "etl_runs", Integer.valueOf(runId.substring(0, 4)), runId)
                .one();
    }

    /** Returns when the run's row has the process of its job. */
    void awaitPid(String runId) {
        await(runId).atMost(LONG).until(() -> !run(runId).isNull("pid"));
    }

    /** Returns when no run holds a date, a slot or a place in the queue any more. */
    void awaitNoClaims() {
        await("claims").atMost(LONG).until(() -> claims().isEmpty());
    }

    private List<String> claims() {
        return execute("SELECT run_id FROM %s WHERE scope = 'runs'", "etl_active").all().stream()
                // With no claim, the partition is a row without a run.
                .filter(row -> !row.isNull("run_id"))
                .map(row -> row.getString("run_id"))
                .toList();
    }

    /** Jobs that may publish. */
    Set<String> permits() {
        return execute("SELECT DISTINCT scope, permits FROM %s", "active_views").all().stream()
                .filter(row -> !row.isNull("permits"))
                .flatMap(row -> row.getMap("permits", String.class, Instant.class).keySet().stream())
                .collect(Collectors.toSet());
    }

    /** Returns when Cassandra, which was away, can be asked by this as well. */
    void awaitCassandra() {
        await("cassandra").atMost(LONG).until(() -> session.getMetadata().getNodes().values().stream()
                .anyMatch(node -> node.getState() == NodeState.UP && node.getOpenConnections() > 0));
    }

    /** The first argument of the words is the table. */
    ResultSet execute(String words, String table, Object... values) {
        return session.execute(SimpleStatement.newInstance(words.formatted(keyspace + "." + table), values));
    }

    @Override
    public void close() {
        session.close();
    }
}
