package dev.lolbatch.ingest;

import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.Ports;
import dev.lolbatch.cluster.Server;
import dev.lolbatch.ingest.IngestScenario.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.concurrent.ExecutionException;

/**
 * Servers and a scenario of their own for a run that is started by its main class, such as {@code make crash}.
 *
 * @param folder for what the run needs besides
 */
record LongRun(LocalCluster cluster, IngestScenario scenario, Path folder) implements AutoCloseable {
    /** @param name of the run: its topic, and the folder of its logs below {@code target} */
    static LongRun start(String name, long seed) throws IOException, ExecutionException, InterruptedException {
        System.out.println("seed=" + seed);
        Path folder = Files.createTempDirectory("lolbatch-" + name);
        LocalCluster cluster = LocalCluster.builder()
                .dataDir(folder.resolve("data"))
                .logDir(Path.of("target", name, "logs"))
                .ports(Ports.free())
                .servers(EnumSet.of(Server.KAFKA, Server.HDFS))
                .start();
        return new LongRun(cluster, IngestScenario.create(cluster, name, folder), folder);
    }

    /** Prints how it ended, and exits with 1 unless nothing was lost, doubled or wrong. */
    static void end(Object result, Verdict verdict) {
        System.out.println(result);
        System.exit(verdict.isPerfect() ? 0 : 1);
    }

    @Override
    public void close() {
        cluster.close();
    }
}
