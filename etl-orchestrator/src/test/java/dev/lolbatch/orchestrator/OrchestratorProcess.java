package dev.lolbatch.orchestrator;

import static io.restassured.RestAssured.given;

import dev.lolbatch.cluster.JvmProcess;
import dev.lolbatch.cluster.JvmProcessBuilder;
import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.LoopbackPorts;
import dev.lolbatch.lake.LakeSettings;
import dev.lolbatch.orchestrator.http.OpenApiContract;
import io.restassured.builder.RequestSpecBuilder;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;

/** The packaged service in a JVM of its own, as people run it. */
final class OrchestratorProcess implements AutoCloseable {
    private static final Duration LONG = Duration.ofMinutes(3);

    private final JvmProcess process;
    private final int port;
    private final RequestSpecification http;

    private OrchestratorProcess(JvmProcess process, int port) {
        this.process = process;
        this.port = port;
        this.http = new RequestSpecBuilder()
                .setBaseUri("http://127.0.0.1")
                .setPort(port)
                .addFilter(new OpenApiContract())
                .build();
    }

    /** Returns when it is ready. */
    static OrchestratorProcess start(
            LocalCluster cluster, String keyspace, LakeSettings lake, Path sparkHome, Path jobJar, Path folder) {
        return start(cluster, keyspace, lake, sparkHome, jobJar, folder, Map.of("etl.spark.master", "local[2]"));
    }

    /** The same with further settings, the master among them, and options of the JVM. */
    static OrchestratorProcess start(
            LocalCluster cluster,
            String keyspace,
            LakeSettings lake,
            Path sparkHome,
            Path jobJar,
            Path folder,
            Map<String, String> settings,
            String... jvmOptions) {
        Path jar = Path.of("target", "quarkus-app", "quarkus-run.jar").toAbsolutePath();
        int port = LoopbackPorts.free(1).get(0);
        JvmProcessBuilder process = JvmProcess.jar("orchestrator-" + port, jar)
                .jvmOptions(jvmOptions)
                .systemProperty("quarkus.http.port", Integer.toString(port))
                .systemProperty(
                        "quarkus.cassandra.contact-points",
                        "127.0.0.1:" + cluster.cassandraAddress().getPort())
                .systemProperty("quarkus.cassandra.local-datacenter", cluster.cassandraDatacenter())
                .systemProperty("etl.cassandra.keyspace", keyspace)
                .systemProperty("etl.spark.home", sparkHome.toString())
                .systemProperty("etl.spark.job-jar", jobJar.toString())
                .systemProperty("etl.log-dir", folder.resolve("logs").toString())
                .systemProperty("etl.runs.poll-interval", "200ms")
                .systemProperty("etl.runs.stop-grace", "3S")
                .systemProperty("lake.catalog-uri", lake.catalogUri())
                .systemProperty("etl.runs.lease", "3S")
                .systemProperty("etl.runs.retry-backoff", "200ms")
                .systemProperty("etl.runs.max-attempts", "2")
                .systemProperty("lake.location", lake.location());
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            process = process.systemProperty(setting.getKey(), setting.getValue());
        }
        JvmProcess started = process.start(Path.of("target", "orchestrators"));
        OrchestratorProcess orchestrator = new OrchestratorProcess(started, port);
        started.awaitReady(orchestrator::isReady, LONG);
        return orchestrator;
    }

    RequestSpecification http() {
        return given().spec(http);
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Requests a run and returns its id. */
    String request(String date) {
        return http().post("/etl/runs?date=" + date)
                .then()
                .statusCode(202)
                .extract()
                .path("run_id");
    }

    String state(String runId) {
        return http().get("/etl/runs/" + runId).path("state");
    }

    void awaitState(String runId, String state) {
        Awaitility.await().atMost(LONG).until(() -> state(runId), state::equals);
    }

    /** Whether a run's owner is this one. */
    boolean is(String owner) {
        return owner.contains("/" + process.pid() + "/");
    }

    /** As a machine that fails. */
    void kill() {
        process.kill();
    }

    /** As a machine that stands still, until {@link #resume()}. */
    void pause() {
        signal(process, "STOP");
    }

    void resume() {
        signal(process, "CONT");
    }

    /** As an operator who stops it. */
    void terminate() {
        process.terminate(LONG);
    }

    @Override
    public void close() {
        process.close();
    }

    private boolean isReady() {
        return http().get("/q/health/ready").statusCode() == 200;
    }

    /** Also to another process than the service's. */
    static void signal(JvmProcess process, String name) {
        try {
            int exitCode = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (exitCode != 0) {
                throw new IllegalStateException("Cannot send SIG" + name + " to process " + process.pid());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
