package dev.lolbatch.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.LocalClusterExtension;
import dev.lolbatch.cluster.LocalServers;
import dev.lolbatch.cluster.Server;
import dev.lolbatch.lake.LakeSettings;
import dev.lolbatch.orchestrator.lake.LakeFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What listeners see when the packaged service is killed or stopped while another goes on. */
@ExtendWith(LocalClusterExtension.class)
@LocalServers(Server.CASSANDRA)
class EventReplicasIT {
    private static final String KEYSPACE = "replicas";

    @TempDir
    private Path folder;

    private CqlSession session;
    private OrchestratorProcess one;
    private OrchestratorProcess other;

    @BeforeEach
    void start(LocalCluster cluster) {
        LakeSettings lake = LakeFixture.in(folder);
        LakeFixture.register(lake, LocalDate.of(2026, 1, 1));
        FakeSparkHome spark = FakeSparkHome.create(folder.resolve("spark"));
        one = OrchestratorProcess.start(cluster, KEYSPACE, lake, spark.home(), spark.jobJar(), folder);
        other = OrchestratorProcess.start(cluster, KEYSPACE, lake, spark.home(), spark.jobJar(), folder);
        session = CqlSession.builder()
                .addContactPoint(cluster.cassandraAddress())
                .withLocalDatacenter(cluster.cassandraDatacenter())
                .build();
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
        session.close();
    }

    @Test
    void whoseReplicaIsKilledGoesOnAtAnotherAndAStoppedReplicaEndsItsStreamsAtOnce() {
        // Given
        EventStream first = EventStream.open(one.uri("/etl/events"), Optional.empty());
        append(1, 3);
        await().until(() -> first.events().size() == 3);

        // When
        one.kill();
        append(4, 5);

        // Then
        await().until(first::hasEnded);
        EventStream second =
                EventStream.open(other.uri("/etl/events"), first.events().get(2).id());
        append(6, 6);
        await().until(() -> second.events().size() >= 3);
        assertThat(second.events())
                .extracting(event -> event.id().orElseThrow())
                .containsExactly("4", "5", "6");

        // When
        Instant stopped = Instant.now();
        other.terminate();

        // Then
        await().until(second::hasEnded);
        assertThat(Duration.between(stopped, Instant.now())).isLessThan(Duration.ofSeconds(10));
    }

    private void append(long first, long last) {
        for (long seq = first; seq <= last; seq++) {
            session.execute(
                    "INSERT INTO " + KEYSPACE + ".etl_events (bucket, seq, run_id, version, state, at, dates)"
                            + " VALUES (0, ?, 'run', ?, 'RUNNING', ?, ?) IF NOT EXISTS",
                    seq,
                    Math.toIntExact(seq),
                    Instant.EPOCH,
                    List.of(LocalDate.of(2026, 1, 1)));
        }
    }
}
