package dev.lolbatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.LocalClusterExtension;
import dev.lolbatch.cluster.LocalServers;
import dev.lolbatch.cluster.Server;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Short outages; {@code make outage SECONDS=120} makes them as long as real ones. */
@ExtendWith(LocalClusterExtension.class)
@LocalServers({Server.KAFKA, Server.HDFS})
class OutageIT {
    private static final Duration OUTAGE = Duration.ofSeconds(8);

    @TempDir
    Path folder;

    @Test
    void comesBackByItselfAndToldTheTruthWhenServersWereAway(LocalCluster cluster) throws Exception {
        // Given
        long seed = new Random().nextInt();
        System.out.println("seed=" + seed);
        OutageRun run = new OutageRun(cluster, IngestScenario.create(cluster, "outages", folder), OUTAGE, seed);
        // When
        OutageRun.Result result = run.run();
        // Then
        System.out.println(result);
        assertThat(result.outages()).hasSize(3);
        assertThat(result.outages().get(0).reason()).contains("\"stalled_step\"");
        assertThat(result.outages().get(1).reason()).contains("\"lol-matches\": \"[KO]");
        assertThat(result.outages().get(2).reason()).contains("\"status\": \"DOWN\"");
        assertThat(result.verdict().isPerfect()).as(result.verdict().toString()).isTrue();
    }
}
