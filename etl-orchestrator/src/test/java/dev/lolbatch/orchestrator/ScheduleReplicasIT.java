package dev.lolbatch.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.LocalClusterExtension;
import dev.lolbatch.cluster.LocalServers;
import dev.lolbatch.cluster.Server;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The daily schedule of two orchestrators, as they are packaged. */
@ExtendWith(LocalClusterExtension.class)
@LocalServers(Server.CASSANDRA)
class ScheduleReplicasIT {
    private static final Duration LONG = Duration.ofMinutes(1);

    /** Two times of the schedule; the clock is real, so they are past and the next ones far. */
    private final ZonedDateTime earlier =
            ZonedDateTime.now(ZoneOffset.UTC).minusHours(2).truncatedTo(ChronoUnit.MINUTES);

    private final ZonedDateTime later = earlier.plusHours(1);
    private final LocalDate yesterday = earlier.toLocalDate().minusDays(1);

    @TempDir
    private Path folder;

    private final List<OrchestratorProcess> replicas = new ArrayList<>();
    private ControlPlane plane;

    @BeforeEach
    void create(LocalCluster cluster) {
        plane = new ControlPlane(cluster, "schedule_replicas", folder);
    }

    @AfterEach
    void stop() {
        replicas.forEach(OrchestratorProcess::close);
        plane.close();
    }

    @Test
    void aTimeIsOneRunOfEachDateThatIsBehindAndOneThatBothHaveMissedIsCaughtUp() {
        // Given two that have nothing to do
        startTwo(earlier);
        awaitKept(earlier);

        // When the time comes for both at once
        plane.withDates(yesterday.minusDays(2), 1).withDates(yesterday, 1);
        plane.execute("DELETE FROM %s WHERE schedule = 'daily'", "etl_schedules");

        // Then
        awaitKept(earlier);
        List<String> kept = runs();
        assertThat(kept).hasSize(2);
        String ofYesterday = kept.get(1);
        String ofTheDayBefore = kept.get(0);
        assertThat(datesOf(ofYesterday)).containsExactly(yesterday);
        assertThat(datesOf(ofTheDayBefore)).containsExactly(yesterday.minusDays(2));
        succeed(ofYesterday);
        succeed(ofTheDayBefore);
        assertThat(runs()).isEqualTo(kept);

        // When a time passes while none is there
        replicas.forEach(OrchestratorProcess::kill);
        plane.withDates(yesterday.minusDays(1), 1);
        startTwo(later);

        // Then
        awaitKept(later);
        String caughtUp = runs().get(0);
        assertThat(datesOf(caughtUp)).containsExactly(yesterday.minusDays(1));
        succeed(caughtUp);
        assertThat(runs()).containsExactly(caughtUp, ofTheDayBefore, ofYesterday);
    }

    private void startTwo(ZonedDateTime time) {
        replicas.clear();
        for (int i = 0; i < 2; i++) {
            replicas.add(plane.start(Map.of(
                    "etl.schedule.daily",
                    time.getMinute() + " " + time.getHour() + " * * *",
                    "etl.schedule.check-interval",
                    "100ms")));
        }
    }

    private void awaitKept(ZonedDateTime time) {
        await("kept").atMost(LONG).until(() -> kept().equals(Optional.of(time.toInstant())));
    }

    private Optional<Instant> kept() {
        Row row = plane.execute("SELECT done FROM %s WHERE schedule = 'daily'", "etl_schedules")
                .one();
        return Optional.ofNullable(row).map(found -> found.getInstant("done"));
    }

    private void succeed(String run) {
        plane.awaitJob(run);
        datesOf(run).forEach(date -> assertThat(plane.publish(run, date)).isTrue());
        plane.record(run, "SUCCEEDED");
        plane.spark().exit(run, 0);
        replicas.get(0).awaitState(run, "SUCCEEDED");
    }

    /** Newest first. */
    private List<String> runs() {
        return replicas.get(1).http().get("/etl/runs").path("runs.run_id");
    }

    private List<LocalDate> datesOf(String run) {
        return replicas.get(1).http().get("/etl/runs/" + run).<List<String>>path("dates").stream()
                .map(LocalDate::parse)
                .toList();
    }
}
