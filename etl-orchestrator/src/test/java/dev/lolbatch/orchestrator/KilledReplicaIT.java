package dev.lolbatch.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.LocalClusterExtension;
import dev.lolbatch.cluster.LocalServers;
import dev.lolbatch.cluster.Server;
import dev.lolbatch.orchestrator.Fate.Meanwhile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What becomes of runs when the packaged service is killed: of one in every state, all at the same moment. Their jobs are real
 * processes, which outlive it; the archive of their logs is a real HDFS.
 */
@ExtendWith(LocalClusterExtension.class)
@LocalServers({Server.CASSANDRA, Server.HDFS})
class KilledReplicaIT {
    private static final Duration LONG = Duration.ofMinutes(1);

    /** Its first attempt has failed, and it waits for the second. */
    private static final Fate TRIED_AGAIN =
            Fate.of(21, "QUEUED", Meanwhile.GOES_ON, "QUEUED SUBMITTED QUEUED SUBMITTED RUNNING SUCCEEDED");
    /** Takes the slot that {@link #TRIED_AGAIN} gives back, with whichever replica. */
    private static final Fate NEXT = Fate.of(22, "SUBMITTED", Meanwhile.GOES_ON, "QUEUED SUBMITTED RUNNING FAILED");
    /** Waits for its turn, since every slot is taken. */
    private static final Fate WAITING = Fate.of(23, "QUEUED", Meanwhile.GOES_ON, "QUEUED SUBMITTED RUNNING SUCCEEDED");

    /** In the order in which they go on: what is being cancelled has no more time than its grace. */
    private static final List<Fate> FATES = List.of(
            Fate.of(1, "SUCCEEDED", Meanwhile.GOES_ON, "QUEUED SUBMITTED RUNNING SUCCEEDED"),
            Fate.of(2, "FAILED", Meanwhile.GOES_ON, "QUEUED SUBMITTED RUNNING FAILED"),
            Fate.of(3, "CANCELLED", Meanwhile.GOES_ON, "QUEUED SUBMITTED CANCELLING CANCELLED"),
            Fate.of(4, "CANCELLING", Meanwhile.GOES_ON, "QUEUED SUBMITTED RUNNING CANCELLING SUCCEEDED"),
            Fate.of(5, "CANCELLING", Meanwhile.GOES_ON, "QUEUED SUBMITTED RUNNING CANCELLING CANCELLED"),
            Fate.of(6, "CANCELLING", Meanwhile.PUBLISHES, "QUEUED SUBMITTED RUNNING CANCELLING SUCCEEDED"),
            Fate.of(7, "CANCELLING", Meanwhile.IS_KILLED, "QUEUED SUBMITTED RUNNING CANCELLING CANCELLED"),
            Fate.of(8, "SUBMITTED", Meanwhile.GOES_ON, "QUEUED SUBMITTED RUNNING SUCCEEDED"),
            Fate.of(9, "SUBMITTED", Meanwhile.PUBLISHES, "QUEUED SUBMITTED RUNNING SUCCEEDED"),
            Fate.of(10, "SUBMITTED", Meanwhile.IS_KILLED, "QUEUED SUBMITTED QUEUED SUBMITTED RUNNING SUCCEEDED"),
            Fate.of(11, "RUNNING", Meanwhile.GOES_ON, "QUEUED SUBMITTED RUNNING SUCCEEDED"),
            Fate.of(12, "RUNNING", Meanwhile.PUBLISHES_AND_IS_KILLED, "QUEUED SUBMITTED RUNNING SUCCEEDED"),
            Fate.of(13, "RUNNING", Meanwhile.IS_KILLED, "QUEUED SUBMITTED RUNNING QUEUED SUBMITTED RUNNING FAILED"),
            TRIED_AGAIN,
            NEXT,
            WAITING);

    private static final List<Fate> ENDED =
            FATES.stream().filter(Fate::hasEnded).toList();
    private static final List<Fate> EXECUTING = FATES.stream()
            .filter(fate -> !fate.hasEnded() && !fate.isWaiting() && !fate.equals(NEXT))
            .toList();

    // Those that are executed, and the one that is to wait for its second attempt.
    private static final String SLOTS = Integer.toString(EXECUTING.size() + 1);
    // However slow the machine is, nothing that is being cancelled is over before the replica is killed.
    private static final Map<String, String> DOOMED =
            Map.of("etl.runs.max-concurrent", SLOTS, "etl.runs.stop-grace", "10M", "etl.runs.retry-backoff", "5S");
    private static final Map<String, String> SUCCESSOR =
            Map.of("etl.runs.max-concurrent", SLOTS, "etl.runs.stop-grace", "8S", "etl.runs.retry-backoff", "1S");

    private enum Successor {
        THE_NEXT_START,
        THE_OTHER_REPLICA
    }

    @TempDir
    private Path folder;

    private final List<OrchestratorProcess> replicas = new ArrayList<>();
    private final Map<Fate, String> runs = new HashMap<>();
    private ControlPlane plane;

    @AfterEach
    void stop() {
        replicas.forEach(OrchestratorProcess::close);
        plane.close();
    }

    @ParameterizedTest
    @EnumSource
    void aRunOfEveryStateEndsInItsTrueStatePublishedOnceAndWithoutAProcess(Successor kind, LocalCluster cluster) {
        // Given runs that have ended, are executed and wait
        plane = new ControlPlane(cluster, "killed_" + kind.name().toLowerCase(Locale.ROOT), folder)
                .withDates(LocalDate.of(2026, 1, 1), 31);
        String archive = cluster.hdfsUri() + "/data/logs_" + kind;
        OrchestratorProcess doomed = start(DOOMED, archive);
        ENDED.forEach(fate -> request(fate, doomed));
        ENDED.forEach(fate -> end(fate, doomed));
        request(TRIED_AGAIN, doomed);
        EXECUTING.forEach(fate -> request(fate, doomed));
        EXECUTING.forEach(this::awaitExecution);
        EXECUTING.stream()
                .filter(fate -> !fate.state().equals("SUBMITTED"))
                .forEach(fate -> doomed.awaitState(runs.get(fate), "RUNNING"));
        plane.awaitJob(runs.get(TRIED_AGAIN));
        request(NEXT, doomed);
        request(WAITING, doomed);
        Optional<OrchestratorProcess> other =
                kind == Successor.THE_OTHER_REPLICA ? Optional.of(start(SUCCESSOR, archive)) : Optional.empty();
        OrchestratorProcess asked = other.orElse(doomed);
        EXECUTING.stream().filter(fate -> fate.state().equals("CANCELLING")).forEach(fate -> cancel(fate, asked));
        plane.spark().exit(runs.get(TRIED_AGAIN), 75);
        asked.awaitState(runs.get(NEXT), "SUBMITTED");
        plane.awaitJob(runs.get(NEXT));
        assertThat(each((fate, run) -> asked.state(run))).isEqualTo(each((fate, run) -> fate.state()));

        // When
        other.ifPresent(OrchestratorProcess::pause);
        doomed.kill();
        EXECUTING.forEach(this::meanwhile);
        // All at once, since a process without a parent is seen to be gone only when it has been waited for.
        await("jobs have ended").atMost(LONG).until(() -> each(EXECUTING, (fate, run) -> isAlive(run))
                .equals(each(EXECUTING, (fate, run) -> fate.meanwhile() == Meanwhile.GOES_ON)));
        other.ifPresent(OrchestratorProcess::resume);
        OrchestratorProcess successor = other.orElseGet(() -> start(SUCCESSOR, archive));

        // Then
        FATES.stream().filter(Fate::goesOn).forEach(fate -> goOn(fate, successor));
        await("ends").atMost(LONG).untilAsserted(() -> assertThat(each((fate, run) -> successor.state(run)))
                .isEqualTo(each((fate, run) -> fate.end())));
        plane.awaitNoClaims();
        assertThat(plane.permits()).isEmpty();
        assertThat(plane.jobs().values()).noneMatch(ProcessHandle::isAlive);
        assertThat(plane.spark().started())
                .as("each attempt has started one job")
                .containsOnlyKeys(plane.jobs().keySet())
                .allSatisfy((job, processes) -> assertThat(processes).hasSize(1));
        assertThat(each((fate, run) -> attempts(run, successor))).isEqualTo(each((fate, run) -> fate.attempts()));
        FATES.stream()
                .filter(fate -> fate.meanwhile() == Meanwhile.IS_KILLED && fate.attempts() > 1)
                .forEach(fate -> assertThat(firstFailure(fate, successor))
                        .startsWith("The job's process is gone, but "
                                + (fate.state().equals("RUNNING")
                                        ? "its record says RUNNING"
                                        : "it had recorded nothing")
                                + "; last line of its log: arguments: "));
        FATES.forEach(this::assertPublicationsAndThatThereWillBeNoMore);
        assertEventsOf(successor);
        FATES.forEach(fate -> log(fate, successor).statusCode(200).body(startsWith("arguments: ")));
    }

    private OrchestratorProcess start(Map<String, String> settings, String archive) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("etl.log-archive", archive);
        OrchestratorProcess replica = plane.start(all);
        replicas.add(replica);
        return replica;
    }

    private void request(Fate fate, OrchestratorProcess replica) {
        runs.put(fate, replica.request(fate.date().toString()));
    }

    private void end(Fate fate, OrchestratorProcess replica) {
        String run = runs.get(fate);
        plane.awaitJob(run);
        if (fate.end().equals("CANCELLED")) {
            replica.http().delete("/etl/runs/" + run).then().statusCode(202);
        } else {
            sayThatItRuns(run, run, replica);
            finish(fate, run);
        }
        replica.awaitState(run, fate.end());
        await("log in the archive").atMost(LONG).until(() -> !Files.exists(plane.localLog(run)));
    }

    private void awaitExecution(Fate fate) {
        String run = runs.get(fate);
        plane.awaitJob(run);
        plane.awaitPid(run);
        if (!fate.state().equals("SUBMITTED")) {
            plane.record(run, "RUNNING");
        }
    }

    private void cancel(Fate fate, OrchestratorProcess replica) {
        String run = runs.get(fate);
        plane.spark().ignoreEnd(run);
        replica.http().delete("/etl/runs/" + run).then().statusCode(202).body("state", equalTo("CANCELLING"));
        await(run).atMost(LONG).until(() -> plane.spark().wasToldToEnd(run));
    }

    private void meanwhile(Fate fate) {
        String run = runs.get(fate);
        ProcessHandle job = plane.awaitJob(run);
        assertThat(job.isAlive()).as("job of %s after its replica", fate).isTrue();
        if (fate.meanwhile() == Meanwhile.PUBLISHES) {
            assertThat(plane.publish(run, fate.date())).isTrue();
            plane.record(run, "SUCCEEDED");
            plane.spark().exit(run, 0);
        } else if (fate.meanwhile() == Meanwhile.PUBLISHES_AND_IS_KILLED) {
            assertThat(plane.publish(run, fate.date())).isTrue();
            job.destroyForcibly();
        } else if (fate.meanwhile() == Meanwhile.IS_KILLED) {
            job.destroyForcibly();
        }
    }

    private void goOn(Fate fate, OrchestratorProcess successor) {
        String run = runs.get(fate);
        String job = fate.job(run);
        plane.awaitJob(job);
        if (fate.attempts() > 1) {
            assertThat(plane.publish(run, fate.date()))
                    .as("job of the first attempt publishes")
                    .isFalse();
        }
        if (!fate.state().equals("CANCELLING")) {
            sayThatItRuns(run, job, successor);
        }
        finish(fate, job);
    }

    private void sayThatItRuns(String run, String job, OrchestratorProcess replica) {
        plane.record(job, "RUNNING");
        replica.awaitState(run, "RUNNING");
    }

    private void finish(Fate fate, String job) {
        if (fate.end().equals("SUCCEEDED")) {
            assertThat(plane.publish(job, fate.date())).as("%s publishes", fate).isTrue();
            plane.record(job, "SUCCEEDED");
            plane.spark().exit(job, 0);
        } else {
            plane.record(job, "FAILED");
            plane.spark().exit(job, 1);
        }
    }

    private void assertPublicationsAndThatThereWillBeNoMore(Fate fate) {
        String run = runs.get(fate);
        plane.spark().started().keySet().stream()
                .filter(job -> job.startsWith(run))
                .forEach(job -> assertThat(plane.publish(job, fate.date()))
                        .as("%s publishes after the end of %s", job, fate)
                        .isFalse());
        assertThat(plane.publications(fate.date())).as("%s", fate).isEqualTo(fate.publications(run));
    }

    private void assertEventsOf(OrchestratorProcess replica) {
        try (EventStream stream = EventStream.open(replica.uri("/etl/events?since=0"), Optional.empty())) {
            await("last events").atMost(LONG).until(() -> {
                Map<String, List<String>> told = states(stream);
                return FATES.stream().allMatch(fate -> told.getOrDefault(runs.get(fate), List.of())
                        .contains(fate.end()));
            });
            Map<String, List<String>> told = states(stream);
            assertThat(each((fate, run) -> told.get(run))).isEqualTo(each((fate, run) -> fate.states()));
        }
    }

    /** What is told of each run; once, since what comes twice has the same version. */
    private static Map<String, List<String>> states(EventStream stream) {
        Map<String, Map<Integer, String>> told = new HashMap<>();
        for (EventStream.Event event : stream.events()) {
            JsonPath data = JsonPath.from(event.data());
            told.computeIfAbsent(data.getString("run_id"), run -> new LinkedHashMap<>())
                    .put(data.getInt("version"), data.getString("state"));
        }
        return told.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, run -> List.copyOf(run.getValue().values())));
    }

    private static int attempts(String run, OrchestratorProcess replica) {
        return replica.http().get("/etl/runs/" + run).path("attempts.size()");
    }

    private String firstFailure(Fate fate, OrchestratorProcess replica) {
        return replica.http().get("/etl/runs/" + runs.get(fate)).path("attempts[0].failure");
    }

    private ValidatableResponse log(Fate fate, OrchestratorProcess replica) {
        return replica.http().get("/etl/runs/" + runs.get(fate) + "/log").then();
    }

    private boolean isAlive(String run) {
        return plane.awaitJob(run).isAlive();
    }

    private <T> Map<Fate, T> each(BiFunction<Fate, String, T> fact) {
        return each(FATES, fact);
    }

    private <T> Map<Fate, T> each(List<Fate> fates, BiFunction<Fate, String, T> fact) {
        return fates.stream().collect(Collectors.toMap(fate -> fate, fate -> fact.apply(fate, runs.get(fate))));
    }
}
