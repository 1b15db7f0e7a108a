package dev.lolbatch.benchmarks;

import dev.lolbatch.cluster.JvmProcess;
import dev.lolbatch.cluster.JvmProcessBuilder;
import dev.lolbatch.cluster.LoopbackPorts;
import dev.lolbatch.cluster.ProjectHome;
import dev.lolbatch.cluster.SparkHome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

/** A packaged Quarkus service in a JVM of its own. */
final class ServedApp implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);

    private final JvmProcess process;
    private final URI address;
    private final HttpClient client = HttpClient.newHttpClient();

    private ServedApp(JvmProcess process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** The orchestrator over a lake and a keyspace; returns when it is ready. */
    static ServedApp orchestrator(BatchLayer layer, BenchLake lake, String keyspace) throws IOException {
        ProjectHome home = ProjectHome.locate();
        return start(
                JvmProcess.jar(
                                "orchestrator-" + keyspace,
                                home.built("etl-orchestrator/target/quarkus-app/quarkus-run.jar"))
                        .systemProperty("quarkus.cassandra.contact-points", layer.contactPoint())
                        .systemProperty("quarkus.cassandra.local-datacenter", layer.datacenter())
                        .systemProperty("etl.cassandra.keyspace", keyspace)
                        .systemProperty("etl.spark.home", SparkHome.locate().toString())
                        .systemProperty(
                                "etl.spark.job-jar",
                                home.built("spark-job/target/spark-job.jar").toString())
                        .systemProperty("etl.spark.master", "local[2]")
                        .systemProperty(
                                "etl.log-dir",
                                layer.folder().resolve("job-logs").toString())
                        .systemProperty("lake.catalog-uri", lake.settings().catalogUri())
                        .systemProperty("lake.location", lake.settings().location()),
                "/q/health/ready",
                layer.folder());
    }

    /** A plain endpoint at {@code /} that returns what is in the file; returns when it is ready. */
    static ServedApp plainEndpoint(Path body, Path folder) throws IOException {
        return start(
                JvmProcess.jar(
                                "plain-endpoint",
                                ProjectHome.locate()
                                        .built("benchmarks/plain-endpoint/target/quarkus-app/quarkus-run.jar"))
                        .systemProperty("plain.body", body.toAbsolutePath().toString()),
                "/",
                folder);
    }

    private static ServedApp start(JvmProcessBuilder builder, String readyPath, Path folder) throws IOException {
        int port = LoopbackPorts.free(1).get(0);
        JvmProcess process = builder.systemProperty("quarkus.http.port", Integer.toString(port))
                .start(folder.resolve("logs"));
        ServedApp app = new ServedApp(process, URI.create("http://127.0.0.1:" + port));
        process.awaitReady(() -> app.send(readyPath).statusCode() == 200, START);
        return app;
    }

    URI at(String path) {
        return address.resolve(path);
    }

    /** How long the whole answer takes; throws when it is not 200. */
    Duration get(String path) throws IOException {
        long start = System.nanoTime();
        body(path);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** The answer; throws when it is not 200. */
    byte[] body(String path) throws IOException {
        HttpResponse<byte[]> answer = send(path);
        if (answer.statusCode() != 200) {
            throw new IOException("Cannot measure " + path + ": it is answered with " + answer.statusCode());
        }
        return answer.body();
    }

    private HttpResponse<byte[]> send(String path) throws IOException {
        try {
            return client.send(HttpRequest.newBuilder(at(path)).build(), HttpResponse.BodyHandlers.ofByteArray());
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
