package dev.lolbatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.LocalClusterExtension;
import dev.lolbatch.cluster.LocalServers;
import dev.lolbatch.cluster.Server;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A short crash run; {@code make crash KILLS=100 SEED=1} is the long one. */
@ExtendWith(LocalClusterExtension.class)
@LocalServers({Server.KAFKA, Server.HDFS})
class CrashIT {
    @TempDir
    Path folder;

    @Test
    void nothingIsLostOrDoubledWhereverItIsKilled(LocalCluster cluster) throws Exception {
        // Given
        long seed = new Random().nextInt();
        System.out.println("seed=" + seed);
        CrashRun run = new CrashRun(IngestScenario.create(cluster, "crashes", folder), folder, 9, seed);
        // When
        CrashRun.Result result = run.run();
        // Then
        System.out.println(result);
        assertThat(result.kills()).isEqualTo(9);
        assertThat(result.verdict().isPerfect()).as(result.verdict().toString()).isTrue();
    }
}
