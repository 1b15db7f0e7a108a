package dev.lolbatch.systemtests;

import dev.lolbatch.cluster.JvmProcess;
import dev.lolbatch.cluster.JvmProcessBuilder;
import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.LoopbackPorts;
import dev.lolbatch.cluster.ProjectHome;
import dev.lolbatch.cluster.SparkHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Both services, as processes of their own from what the build made of them, on a cluster. */
final class Pipeline implements AutoCloseable {
    /** A job of seconds has ended before the better compiler pays. */
    private static final String FAST_START = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1";

    private static final Duration START_LIMIT = Duration.ofSeconds(90);

    private final LocalCluster cluster;
    private final PipelineNames names;
    private final Path folder;
    private final URI ingestUri;
    private final URI orchestratorUri;
    private final Map<Service, JvmProcessBuilder> services = new EnumMap<>(Service.class);
    private final Map<Service, JvmProcess> processes = new EnumMap<>(Service.class);

    /** What the build made. */
    enum Service {
        INGEST,
        ORCHESTRATOR
    }

    private Pipeline(LocalCluster cluster, PipelineNames names, Map<String, String> jobConf) {
        this.cluster = cluster;
        this.names = names;
        this.folder = newFolder(names);
        List<Integer> ports = LoopbackPorts.free(2);
        this.ingestUri = URI.create("http://127.0.0.1:" + ports.get(0));
        this.orchestratorUri = URI.create("http://127.0.0.1:" + ports.get(1));
        services.put(
                Service.INGEST,
                service("ingest-service", ports.get(0))
                        .systemProperty("kafka.bootstrap.servers", cluster.kafkaBootstrap())
                        .systemProperty("ingest.topic", names.topic())
                        .systemProperty("ingest.dlq-topic", names.dlqTopic())
                        .systemProperty("ingest.group-id", names.groupId())
                        // By default the partitions of one that was killed are nobody's for 45 s.
                        .systemProperty("mp.messaging.incoming.lol-matches.session.timeout.ms", "10000")
                        .systemProperty("ingest.batch.max-age", "2S"));
        JvmProcessBuilder orchestratorJvm = service("etl-orchestrator", ports.get(1))
                .systemProperty(
                        "quarkus.cassandra.contact-points",
                        "127.0.0.1:" + cluster.cassandraAddress().getPort())
                .systemProperty("quarkus.cassandra.local-datacenter", cluster.cassandraDatacenter())
                .systemProperty("etl.cassandra.keyspace", names.keyspace())
                .systemProperty("etl.spark.home", SparkHome.locate().toString())
                .systemProperty("etl.spark.job-jar", built("spark-job/target/spark-job.jar"))
                .systemProperty("etl.spark.master", "local[2]")
                .systemProperty("etl.spark.conf.\"spark.driver.extraJavaOptions\"", FAST_START)
                .systemProperty("etl.log-dir", folder.resolve("runs").toString());
        jobConf.forEach((key, value) -> orchestratorJvm.systemProperty("etl.spark.conf.\"" + key + "\"", value));
        services.put(Service.ORCHESTRATOR, orchestratorJvm);
        services.forEach((service, jvm) -> processes.put(service, jvm.start(folder)));
    }

    /** Starts the services and returns when both say that they are ready. */
    static Pipeline start(LocalCluster cluster) {
        return start(cluster, PipelineNames.DEFAULT, Map.of());
    }

    /**
     * As {@link #start(LocalCluster)}.
     *
     * @param names whose topics are there
     * @param jobConf further Spark configuration of the job, by its full name
     */
    static Pipeline start(LocalCluster cluster, PipelineNames names, Map<String, String> jobConf) {
        Pipeline pipeline = new Pipeline(cluster, names, jobConf);
        try {
            pipeline.awaitReady();
            return pipeline;
        } catch (RuntimeException e) {
            pipeline.close();
            throw e;
        }
    }

    URI ingestUri() {
        return ingestUri;
    }

    URI orchestratorUri() {
        return orchestratorUri;
    }

    String catalogUri() {
        return "jdbc:sqlite:" + folder.resolve("lake.db") + "?busy_timeout=20000";
    }

    String lakeLocation() {
        return cluster.hdfsUri() + "/data/" + names.topic();
    }

    /** The services' keys by which {@code lolbatch --config} finds this pipeline. */
    Path clientConfiguration() throws IOException {
        Properties keys = new Properties();
        keys.setProperty("kafka.bootstrap.servers", cluster.kafkaBootstrap());
        keys.setProperty("ingest.topic", names.topic());
        keys.setProperty("ingest.dlq-topic", names.dlqTopic());
        keys.setProperty("ingest.group-id", names.groupId());
        keys.setProperty("lake.catalog-uri", catalogUri());
        keys.setProperty("lake.location", lakeLocation());
        keys.setProperty(
                "quarkus.cassandra.contact-points",
                "127.0.0.1:" + cluster.cassandraAddress().getPort());
        keys.setProperty("quarkus.cassandra.local-datacenter", cluster.cassandraDatacenter());
        keys.setProperty("etl.cassandra.keyspace", names.keyspace());
        keys.setProperty("lolbatch.ingest-url", ingestUri.toString());
        keys.setProperty("lolbatch.url", orchestratorUri.toString());
        Path file = folder.resolve("client.properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            keys.store(writer, null);
        }
        return file;
    }

    JvmProcess process(Service service) {
        return processes.get(service);
    }

    /** Starts a service that has ended; returns when it is ready. */
    void restart(Service service) {
        processes.put(service, services.get(service).start(folder));
        awaitReady(service);
    }

    /** Stops a service in the middle of whatever it does, without its knowledge. */
    void suspend(Service service) throws IOException, InterruptedException {
        signal(service, "STOP");
    }

    /** Lets it go on as if no time had passed. */
    void resume(Service service) throws IOException, InterruptedException {
        signal(service, "CONT");
    }

    private void signal(Service service, String signal) throws IOException, InterruptedException {
        long pid = process(service).pid();
        int exit = new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("Cannot send SIG%s to pid %d: kill exited with %d".formatted(signal, pid, exit));
        }
    }

    /** Returns when both services say that they are ready. */
    void awaitReady() {
        for (Service service : Service.values()) {
            awaitReady(service);
        }
    }

    @Override
    public void close() {
        process(Service.ORCHESTRATOR).requestEnd();
        process(Service.INGEST).close();
        process(Service.ORCHESTRATOR).close();
    }

    private void awaitReady(Service service) {
        RestClient health = new RestClient(service == Service.INGEST ? ingestUri : orchestratorUri);
        process(service).awaitReady(() -> health.status("/q/health/ready") == 200, START_LIMIT);
    }

    private JvmProcessBuilder service(String module, int port) {
        return JvmProcess.jar(module, Path.of(built(module + "/target/quarkus-app/quarkus-run.jar")))
                .jvmOptions("-Xmx512m")
                .jvmOptions(FAST_START.split(" ", -1))
                .systemProperty("quarkus.http.port", Integer.toString(port))
                .systemProperty("lake.catalog-uri", catalogUri())
                .systemProperty("lake.location", lakeLocation())
                .workingDir(folder);
    }

    /** For the lake's catalog and the logs, which stay for people to read. */
    private static Path newFolder(PipelineNames names) {
        String pid = Long.toString(ProcessHandle.current().pid());
        Path folder = Path.of("target", "pipeline", pid, names.topic()).toAbsolutePath();
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create folder " + folder + "; check that it can be written", e);
        }
    }

    private static String built(String path) {
        return ProjectHome.locate().built(path).toString();
    }
}
