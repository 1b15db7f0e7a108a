package dev.lolbatch.benchmarks;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.ProjectHome;
import dev.lolbatch.cluster.Server;
import dev.lolbatch.cql.Replication;
import dev.lolbatch.cql.SchemaMigration;
import dev.lolbatch.cql.SchemaSettings;
import dev.lolbatch.lake.LakeSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** HDFS and Cassandra, each in its own JVM, and the two jobs that are measured on them. */
final class BatchLayer implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final Duration WINDOW = Duration.ofSeconds(1);
    private static final int QUIET_WINDOWS = 3;
    private static final double QUIET_CORES = 0.1;

    private final Path folder;
    private final LocalCluster cluster;
    private final CqlSession session;

    /** Starts the servers, which keep their data below the folder. */
    BatchLayer(Path folder) {
        this.folder = folder;
        this.cluster = LocalCluster.builder()
                .dataDir(folder.resolve("cluster"))
                .servers(EnumSet.of(Server.HDFS, Server.CASSANDRA))
                .start();
        this.session = CqlSession.builder()
                .addContactPoint(cluster.cassandraAddress())
                .withLocalDatacenter(cluster.cassandraDatacenter())
                .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, TIMEOUT)
                        .build())
                .build();
    }

    CqlSession session() {
        return session;
    }

    /** Of Cassandra. */
    String contactPoint() {
        return cluster.cassandraAddress().getHostString() + ":"
                + cluster.cassandraAddress().getPort();
    }

    String datacenter() {
        return cluster.cassandraDatacenter();
    }

    Path folder() {
        return folder;
    }

    /** A lake of its own. */
    BenchLake lake(String name) {
        return BenchLake.create(LakeSettings.jdbc(
                "jdbc:sqlite:" + folder.resolve(name + ".db").toAbsolutePath() + "?busy_timeout=20000",
                cluster.hdfsUri() + "/bench/" + name + "/lol_matches"));
    }

    /** An empty keyspace with the product's tables and indexes. */
    void emptyKeyspace(String keyspace) {
        drop(keyspace);
        new SchemaMigration(session, new SchemaSettings(keyspace, Replication.simple(1))).apply();
    }

    void drop(String keyspace) {
        session.execute("DROP KEYSPACE IF EXISTS " + keyspace);
    }

    /** Returns when Cassandra has nothing left to do: no flush or compaction of one side is to burden the other. */
    void settle() {
        int quiet = 0;
        for (long end = System.nanoTime() + TIMEOUT.toNanos(); quiet < QUIET_WINDOWS && System.nanoTime() < end; ) {
            Duration before = cassandraCpu();
            LockSupport.parkNanos(WINDOW.toNanos());
            boolean isQuiet = cassandraCpu().minus(before).toNanos() < QUIET_CORES * WINDOW.toNanos();
            quiet = isQuiet ? quiet + 1 : 0;
        }
    }

    /** User and system time that Cassandra has taken since it started. */
    Duration cassandraCpu() {
        return ProcessHandle.of(cluster.process(Server.CASSANDRA).pid())
                .flatMap(handle -> handle.info().totalCpuDuration())
                .orElseThrow(() -> new IllegalStateException("Cannot measure Cassandra: it is gone; see its log"));
    }

    /** Runs the guide's pipeline on the files of a date. */
    Submission guide(BenchLake lake, LocalDate date, String keyspace) throws IOException, InterruptedException {
        Map<String, String> conf = connection();
        return submission("guide")
                .conf(conf)
                .run(
                        "dev.lolbatch.benchmarks.guide.GuidePipeline",
                        ProjectHome.locate().built("benchmarks/guide-pipeline/target/guide-pipeline.jar"),
                        lake.settings().location(),
                        String.format("%tY/%<tm/%<td", date),
                        keyspace);
    }

    /** Runs the product's job. */
    Submission job(BenchLake lake, String keyspace, String runId, String... dates)
            throws IOException, InterruptedException {
        Map<String, String> conf = connection();
        conf.put("spark.sql.catalog.lake", "org.apache.iceberg.spark.SparkCatalog");
        lake.settings().catalogOptions().forEach((key, value) -> conf.put("spark.sql.catalog.lake." + key, value));
        conf.put("spark.lolbatch.keyspace", keyspace);
        String[] arguments = new String[dates.length + 2];
        arguments[0] = "--run-id";
        arguments[1] = runId;
        System.arraycopy(dates, 0, arguments, 2, dates.length);
        return submission("job")
                .conf(conf)
                .run(
                        "dev.lolbatch.job.StatisticsJob",
                        ProjectHome.locate().built("spark-job/target/spark-job.jar"),
                        arguments);
    }

    private Submission.Builder submission(String name) {
        return new Submission.Builder(name, folder.resolve("logs"));
    }

    private Map<String, String> connection() {
        Map<String, String> conf = new LinkedHashMap<>();
        conf.put("spark.cassandra.connection.host", cluster.cassandraAddress().getHostString());
        conf.put(
                "spark.cassandra.connection.port",
                Integer.toString(cluster.cassandraAddress().getPort()));
        conf.put("spark.cassandra.connection.localDC", cluster.cassandraDatacenter());
        return conf;
    }

    @Override
    public void close() {
        session.close();
        cluster.close();
    }
}
