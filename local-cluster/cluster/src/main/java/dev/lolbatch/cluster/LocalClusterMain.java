package dev.lolbatch.cluster;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs all servers for a developer until Ctrl-C: the fixture of the tests is the development server. Ports are moved by
 * environment variables (see {@link Ports#fromEnvironment}); data is kept under {@code .lolbatch/}.
 */
public final class LocalClusterMain {
    private LocalClusterMain() {}

    public static void main(String[] args) {
        try {
            run();
        } catch (ClusterException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void run() {
        Path folder = ProjectHome.locate().root().resolve(".lolbatch");
        long start = System.nanoTime();
        LocalCluster cluster = LocalCluster.builder()
                .dataDir(folder.resolve("data"))
                .logDir(folder.resolve("logs"))
                .ports(Ports.fromEnvironment(System.getenv()))
                .onReady(server -> System.out.printf(
                        Locale.ROOT,
                        "%-10s ready after %.1f s, pid %d%n",
                        server.name(),
                        (System.nanoTime() - start) / 1e9,
                        server.pid()))
                .start();
        AtomicBoolean stopping = new AtomicBoolean();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            stopping.set(true);
                            cluster.close();
                        },
                        "stop-cluster"));
        System.out.printf(
                "Kafka %s, HDFS %s (%s), Cassandra %s. Ctrl-C ends them.%n",
                cluster.kafkaBootstrap(), cluster.hdfsUri(), cluster.hdfsWebUri(), cluster.cassandraAddress());
        JvmProcess ended = cluster.onFirstExit().join();
        if (stopping.get()) {
            return;
        }
        throw new ClusterException(
                "%s ended with exit code %d; its log is %s".formatted(ended.name(), ended.exitCode(), ended.log()));
    }
}
