package dev.lolbatch.ingest;

import dev.lolbatch.cluster.JvmProcess;
import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.lake.LakeSettings;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

/** The built service as a process of its own, so that it can really be killed. */
final class IngestProcess {
    private static final Path JAR =
            Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath();
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final JvmProcess process;
    private final URI http;

    private IngestProcess(JvmProcess process, URI http) {
        this.process = process;
        this.http = http;
    }

    /** Starts the service on a topic of the cluster; small batches, short waits. */
    static IngestProcess start(LocalCluster cluster, String topic, LakeSettings lake) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        JvmProcess process = JvmProcess.jar("ingest-" + topic, JAR)
                .jvmOptions("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
                .systemProperty("quarkus.http.port", Integer.toString(port))
                .systemProperty("kafka.bootstrap.servers", cluster.kafkaBootstrap())
                .systemProperty("ingest.topic", topic)
                .systemProperty("ingest.dlq-topic", topic + "_dlq")
                .systemProperty("ingest.group-id", topic + "_group")
                .systemProperty("ingest.batch.max-matches", "10")
                .systemProperty("ingest.batch.max-age", "1S")
                .systemProperty("lake.catalog-uri", lake.catalogUri())
                .systemProperty("lake.location", lake.location())
                .systemProperty("mp.messaging.incoming.lol-matches.session.timeout.ms", "6000")
                .start(Path.of("target/logs"));
        return new IngestProcess(process, URI.create("http://127.0.0.1:" + port));
    }

    IngestProcess awaitReady() {
        process.awaitReady(() -> call("/q/health/ready").statusCode() == 200, START_LIMIT);
        return this;
    }

    HttpResponse<String> call(String path) throws IOException {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(http.resolve(path))
                                    .timeout(Duration.ofSeconds(5))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    JvmProcess process() {
        return process;
    }
}
