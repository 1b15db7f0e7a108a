package dev.lolbatch.orchestrator;

import dev.lolbatch.cluster.JvmProcess;
import dev.lolbatch.cluster.JvmProcessBuilder;
import dev.lolbatch.cluster.LoopbackPorts;
import dev.lolbatch.cluster.SparkHome;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A real standalone master of Spark and two workers, each in a JVM of its own on 127.0.0.1. */
final class StandaloneCluster implements AutoCloseable {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String HOST = "127.0.0.1";

    private final List<JvmProcess> processes;
    private final String url;

    private StandaloneCluster(List<JvmProcess> processes, String url) {
        this.processes = processes;
        this.url = url;
    }

    /**
     * Returns when both workers are there.
     *
     * @param folder for what runs on the workers
     */
    static StandaloneCluster start(Path folder) {
        List<Integer> ports = LoopbackPorts.free(6);
        String url = "spark://" + HOST + ":" + ports.get(0);
        JvmProcess master =
                jvm("spark-master", "master.Master", ports.get(0), ports.get(1)).start(logs());
        List<JvmProcess> workers = Stream.of(1, 2)
                .map(number -> jvm(
                                "spark-worker-" + number,
                                "worker.Worker",
                                ports.get(number * 2),
                                ports.get(number * 2 + 1))
                        .arguments("--cores", "2", "--memory", "1536m")
                        .arguments(
                                "--work-dir", folder.resolve("worker-" + number).toString(), url)
                        .start(logs()))
                .toList();
        URI state = URI.create("http://" + HOST + ":" + ports.get(1) + "/json/");
        master.awaitReady(() -> read(state).contains("\"aliveworkers\" : 2"), LONG);
        return new StandaloneCluster(
                Stream.concat(workers.stream(), Stream.of(master)).toList(), url);
    }

    /** As {@code spark-submit --master} takes it. */
    String url() {
        return url;
    }

    /** Its drivers and executors end with their workers. */
    @Override
    public void close() {
        processes.forEach(JvmProcess::close);
    }

    private static JvmProcessBuilder jvm(String name, String mainClass, int port, int webPort) {
        Path home = SparkHome.locate();
        return JvmProcess.mainClass(
                        name,
                        "org.apache.spark.deploy." + mainClass,
                        List.of(home.resolve("conf"), home.resolve("jars/*")))
                .jvmOptions("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
                // What a distribution's scripts set, also for what is started on a worker.
                .environment("SPARK_HOME", home.toString())
                .environment("SPARK_SCALA_VERSION", "2.13")
                .environment("SPARK_LOCAL_IP", HOST)
                .environment("JAVA_HOME", System.getProperty("java.home"))
                .arguments("--host", HOST, "--port", Integer.toString(port), "--webui-port", Integer.toString(webPort));
    }

    private static Path logs() {
        return Path.of("target", "spark-cluster");
    }

    private static String read(URI uri) throws IOException {
        try (var in = uri.toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
