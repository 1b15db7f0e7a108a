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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a listener sees who goes from one packaged service to another, or whose is killed or stopped. */
@ExtendWith(LocalClusterExtension.class)
@LocalServers(Server.CASSANDRA)
class EventReplicasIT {
    private static final String KEYSPACE = "replicas";
    private static final int EVENTS_OF_A_BUCKET = 1024;
    private static final int SOME = 20;

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
    void whoGoesFromReplicaToReplicaWhileEventsFlowMissesNothingAndGetsNothingTwice() throws Exception {
        // Given
        AtomicBoolean isFlowing = new AtomicBoolean(true);
        CompletableFuture<Long> appended = CompletableFuture.supplyAsync(() -> appendWhile(isFlowing));
        List<String> ids = new ArrayList<>();

        // When he goes back and forth
        for (OrchestratorProcess replica : List.of(one, other, one, other, one)) {
            try (EventStream stream = follow(replica, ids)) {
                await().until(() -> stream.events().size() >= SOME);
                ids.addAll(ids(stream));
            }
        }

        // And when his replica is killed
        EventStream cutOff = follow(one, ids);
        await().until(() -> cutOff.events().size() >= SOME);
        one.kill();
        await().until(cutOff::hasEnded);
        ids.addAll(ids(cutOff));
        EventStream last = follow(other, ids);
        await().until(() -> last.events().size() >= SOME);
        isFlowing.set(false);
        String newest = Long.toString(appended.get());

        // Then
        await().until(() -> ids(last).contains(newest));
        ids.addAll(ids(last));
        assertThat(ids)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, Long.parseLong(newest))
                        .mapToObj(Long::toString)
                        .toList());

        // And when the other is stopped
        Instant stopped = Instant.now();
        other.terminate();

        // Then
        await().until(last::hasEnded);
        assertThat(Duration.between(stopped, Instant.now())).isLessThan(Duration.ofSeconds(10));
    }

    /** From the last of the ids on. */
    private static EventStream follow(OrchestratorProcess replica, List<String> ids) {
        return EventStream.open(replica.uri("/etl/events"), Optional.of(ids.isEmpty() ? "0" : ids.get(ids.size() - 1)));
    }

    private static List<String> ids(EventStream stream) {
        return stream.events().stream().map(event -> event.id().orElseThrow()).toList();
    }

    private long appendWhile(AtomicBoolean isFlowing) {
        long seq = 0;
        while (isFlowing.get()) {
            seq++;
            append(seq);
        }
        return seq;
    }

    private void append(long seq) {
        session.execute(
                "INSERT INTO " + KEYSPACE + ".etl_events (bucket, seq, run_id, version, state, at, dates)"
                        + " VALUES (?, ?, 'run', ?, 'RUNNING', ?, ?) IF NOT EXISTS",
                Math.toIntExact(seq / EVENTS_OF_A_BUCKET),
                seq,
                Math.toIntExact(seq),
                Instant.EPOCH,
                List.of(LocalDate.of(2026, 1, 1)));
    }
}
