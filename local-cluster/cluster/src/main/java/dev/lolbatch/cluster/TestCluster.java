package dev.lolbatch.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/**
 * A cluster in a folder of its own that is removed with it.
 *
 * @param cluster without servers until a test needs one
 * @param dataDir removed at the end
 */
record TestCluster(LocalCluster cluster, Path dataDir) implements AutoCloseable {
    static TestCluster start() {
        Path base = Path.of(
                "target", "local-cluster", Long.toString(ProcessHandle.current().pid()));
        Path dataDir = base.resolve("data").toAbsolutePath();
        LocalCluster cluster = LocalCluster.builder()
                .dataDir(dataDir)
                .logDir(base.resolve("logs"))
                .servers(Set.of())
                .start();
        return new TestCluster(cluster, dataDir);
    }

    @Override
    public void close() throws IOException {
        cluster.close();
        FileTrees.delete(dataDir);
    }
}
