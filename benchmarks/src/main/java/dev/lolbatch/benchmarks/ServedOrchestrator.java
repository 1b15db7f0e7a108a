package dev.lolbatch.benchmarks;

import dev.lolbatch.cluster.JvmProcess;
import dev.lolbatch.cluster.ProjectHome;
import dev.lolbatch.cluster.SparkHome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

/** The packaged orchestrator over a lake and a keyspace. */
final class ServedOrchestrator implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);

    private final JvmProcess process;
    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();

    private ServedOrchestrator(JvmProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Returns when it is ready. */
    static ServedOrchestrator start(BatchLayer layer, BenchLake lake, String keyspace) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        ProjectHome home = ProjectHome.locate();
        Path jar = home.built("etl-orchestrator/target/quarkus-app/quarkus-run.jar");
        JvmProcess process = JvmProcess.jar("orchestrator-" + keyspace, jar)
                .systemProperty("quarkus.http.port", Integer.toString(port))
                .systemProperty("quarkus.cassandra.contact-points", layer.contactPoint())
                .systemProperty("quarkus.cassandra.local-datacenter", layer.datacenter())
                .systemProperty("etl.cassandra.keyspace", keyspace)
                .systemProperty("etl.spark.home", SparkHome.locate().toString())
                .systemProperty(
                        "etl.spark.job-jar",
                        home.built("spark-job/target/spark-job.jar").toString())
                .systemProperty("etl.spark.master", "local[2]")
                .systemProperty(
                        "etl.log-dir", layer.folder().resolve("job-logs").toString())
                .systemProperty("lake.catalog-uri", lake.settings().catalogUri())
                .systemProperty("lake.location", lake.settings().location())
                .start(layer.folder().resolve("logs"));
        ServedOrchestrator orchestrator = new ServedOrchestrator(process, port);
        process.awaitReady(orchestrator::isReady, START);
        return orchestrator;
    }

    /** How long the whole answer takes; throws when it is not 200. */
    Duration get(String path) throws IOException {
        long start = System.nanoTime();
        int status = send(path);
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        if (status != 200) {
            throw new IOException("Cannot measure " + path + ": it is answered with " + status);
        }
        return taken;
    }

    private boolean isReady() throws IOException {
        return send("/q/health/ready") == 200;
    }

    private int send(String path) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).statusCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Cannot measure " + path + ": interrupted", e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
