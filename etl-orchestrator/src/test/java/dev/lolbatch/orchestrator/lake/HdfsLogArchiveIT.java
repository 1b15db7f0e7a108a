package dev.lolbatch.orchestrator.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.LocalClusterExtension;
import dev.lolbatch.cluster.LocalServers;
import dev.lolbatch.cluster.Server;
import dev.lolbatch.orchestrator.logs.StoredLog;
import dev.lolbatch.orchestrator.problem.OrchestratorException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** On a real HDFS. */
@ExtendWith(LocalClusterExtension.class)
@LocalServers(Server.HDFS)
class HdfsLogArchiveIT extends LogArchiveContract {
    private static final String NAME = "20260113T101500123Z-7f3a9c";

    private final String folderName = "logs-" + UUID.randomUUID();
    private final LocalCluster cluster;

    HdfsLogArchiveIT(LocalCluster cluster) {
        this.cluster = cluster;
    }

    @Override
    protected String location() {
        return cluster.hdfsUri() + "/data/" + folderName;
    }

    @Test
    void whileHdfsIsAwayCallsFailInTimeAndAfterwardsTheLogIsThere() throws IOException {
        // Given
        archive().store(NAME, local("line\n".repeat(200_000)));
        StoredLog log = archive().find(NAME).orElseThrow();
        try (HdfsLogArchive hasty = archive(location(), Duration.ofMillis(500));
                InputStream reading = log.open(0)) {
            assertThat(reading.read()).isEqualTo('l');

            // When
            cluster.stop(Server.HDFS);
            Instant stopped = Instant.now();

            // Then
            assertThatThrownBy(() -> hasty.find(NAME))
                    .isInstanceOf(OrchestratorException.class)
                    .hasMessageStartingWith("Cannot reach the archive of logs at " + location() + ": ")
                    .hasMessageEndingWith("; check that HDFS is up, and etl.log-archive");
            assertThat(Duration.between(stopped, Instant.now())).isLessThan(Duration.ofSeconds(5));
        } finally {
            cluster.start(Set.of(Server.HDFS));
        }
        assertThat(archive().find(NAME).orElseThrow().tail(1)).isEqualTo("line\n");
    }
}
