package dev.lolbatch.cluster;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/** A process that starts all servers, says their pids in one line, and stays. */
public final class ClusterStarter {
    private ClusterStarter() {}

    public static void main(String[] args) throws InterruptedException {
        LocalCluster cluster = LocalCluster.builder().dataDir(Path.of(args[0])).start();
        System.out.println(cluster.processes().stream()
                .map(process -> Long.toString(process.pid()))
                .collect(Collectors.joining(" ")));
        new CountDownLatch(1).await();
    }
}
