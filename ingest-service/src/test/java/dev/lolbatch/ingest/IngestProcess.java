package dev.lolbatch.ingest;

import dev.lolbatch.cluster.JvmProcess;
import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.LoopbackPorts;
import dev.lolbatch.lake.LakeSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/** The built service as a process of its own, so that it can really be killed. */
final class IngestProcess {
    private static final Path JAR =
            Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath();
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final JvmProcess process;
    private final URI http;

    /** Without an upgrade to HTTP/2, which fails now and then and leaves nothing to read. */
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private IngestProcess(JvmProcess process, URI http) {
        this.process = process;
        this.http = http;
    }

    /** Starts the service on a topic of the cluster; small batches, short waits, unless the properties say otherwise. */
    static IngestProcess start(
            LocalCluster cluster,
            String name,
            String topic,
            LakeSettings lake,
            Map<String, String> properties,
            String... jvmOptions)
            throws IOException {
        int port = LoopbackPorts.free(1).get(0);
        var builder = JvmProcess.jar(name, JAR)
                .jvmOptions("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
                .jvmOptions(jvmOptions)
                .systemProperty("quarkus.http.port", Integer.toString(port))
                .systemProperty("kafka.bootstrap.servers", cluster.kafkaBootstrap())
                .systemProperty("ingest.topic", topic)
                .systemProperty("ingest.dlq-topic", topic + "_dlq")
                .systemProperty("ingest.group-id", topic + "_group")
                .systemProperty("ingest.batch.max-matches", "10")
                .systemProperty("ingest.batch.max-age", "1S")
                .systemProperty("ingest.retry.backoff", "200MS")
                .systemProperty("lake.catalog-uri", lake.catalogUri())
                .systemProperty("lake.location", lake.location())
                .systemProperty("mp.messaging.incoming.lol-matches.session.timeout.ms", "3000")
                .systemProperty("mp.messaging.incoming.lol-matches.heartbeat.interval.ms", "500");
        properties.forEach(builder::systemProperty);
        return new IngestProcess(builder.start(Path.of("target/logs")), URI.create("http://127.0.0.1:" + port));
    }

    IngestProcess awaitReady() {
        process.awaitReady(() -> call("/q/health/ready").statusCode() == 200, START_LIMIT);
        return this;
    }

    HttpResponse<String> call(String path) throws IOException {
        try {
            return client.send(
                    HttpRequest.newBuilder(http.resolve(path))
                            .timeout(Duration.ofSeconds(5))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Asks for a replay; the lines of the answer come as they are sent. */
    HttpResponse<Stream<String>> replay(String selection) throws IOException {
        return replayAs("application/json", selection);
    }

    HttpResponse<Stream<String>> replayAs(String contentType, String selection) throws IOException {
        return post("/dlq/replays", contentType, selection);
    }

    /** The lines of the answer come as they are sent. */
    HttpResponse<Stream<String>> post(String path, String contentType, String body) throws IOException {
        try {
            return client.send(
                    HttpRequest.newBuilder(http.resolve(path))
                            .header("Content-Type", contentType)
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofLines());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** The value of a metric without labels; 0 while it is not there. */
    double metric(String name) throws IOException {
        return call("/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(0);
    }

    /** Stops it in the middle of whatever it does, without its knowledge. */
    void suspend() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** Lets it go on as if no time had passed. */
    void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException(
                    "Cannot send SIG" + signal + " to pid " + process.pid() + ": kill exited with " + exit);
        }
    }

    JvmProcess process() {
        return process;
    }
}
