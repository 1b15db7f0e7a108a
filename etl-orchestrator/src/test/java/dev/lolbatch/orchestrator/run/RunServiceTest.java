package dev.lolbatch.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lolbatch.orchestrator.problem.ErrorCode;
import dev.lolbatch.orchestrator.problem.OrchestratorException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunServiceTest {
    private static final Instant NOW = Instant.parse("2026-01-14T00:30:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 1, 13);
    private static final RunSettings SETTINGS = new RunSettings(1, 3, Duration.ofMillis(5), Duration.ofMillis(20));

    private final InMemoryRunStore store = new InMemoryRunStore();
    private final FakeLauncher launcher = new FakeLauncher();
    private final Map<RunId, JobRecord> records = new ConcurrentHashMap<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final Random random = new Random(42);
    private RunService runs;

    @BeforeEach
    void start() throws InterruptedException {
        runs = service();
        runs.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        store.comeBack();
        runs.stop();
    }

    @Test
    void aRunGoesFromQueuedToSucceeded() {
        // Given
        RunId id = runs.request(Optional.of(DAY)).id();
        awaitLaunch(id);

        // When
        records.put(id, JobRecordFixture.of(JobRecord.State.RUNNING));
        awaitState(id, RunState.Name.RUNNING);
        records.put(id, JobRecordFixture.of(JobRecord.State.SUCCEEDED));
        launcher.job(id).exit(0);

        // Then
        awaitState(id, RunState.Name.SUCCEEDED);
        assertThat(heard).containsExactly("QUEUED", "SUBMITTED", "RUNNING", "SUCCEEDED");
        assertThat(store.find(id).orElseThrow().dates()).containsExactly(DAY);
    }

    @Test
    void aJobThatWasNeverSeenRunningPassesThroughRunning() {
        // Given
        RunId id = runs.request(Optional.of(DAY)).id();
        awaitLaunch(id);

        // When
        records.put(id, JobRecordFixture.of(JobRecord.State.SUCCEEDED));
        launcher.job(id).exit(0);

        // Then
        awaitState(id, RunState.Name.SUCCEEDED);
        assertThat(heard).containsExactly("QUEUED", "SUBMITTED", "RUNNING", "SUCCEEDED");
    }

    @Test
    void withoutADateItIsTodayInUtc() {
        // When
        Run run = runs.request(Optional.empty());

        // Then
        assertThat(run.dates()).containsExactly(LocalDate.of(2026, 1, 14));
    }

    @Test
    void aJobThatExitsWithoutARecordFails() {
        // Given
        RunId id = runs.request(Optional.of(DAY)).id();
        awaitLaunch(id);

        // When
        launcher.job(id).exit(1);

        // Then
        awaitState(id, RunState.Name.FAILED);
        assertThat(store.find(id).orElseThrow().failure())
                .contains("The job's process exited with code 1, but it had recorded nothing; its log is empty");
    }

    @Test
    void aJobThatCannotBeStartedFails() {
        // Given
        launcher.breakDown("Cannot start jobs: no Spark; install it");

        // When
        RunId id = runs.request(Optional.of(DAY)).id();

        // Then
        awaitState(id, RunState.Name.FAILED);
        assertThat(store.find(id).orElseThrow().failure()).contains("Cannot start jobs: no Spark; install it");
    }

    @Test
    void aSecondRunForAnActiveDateIsRefusedAndNamesTheFirst() {
        // Given
        RunId first = runs.request(Optional.of(DAY)).id();

        // Then
        assertThatThrownBy(() -> runs.request(Optional.of(DAY)))
                .isInstanceOfSatisfying(OrchestratorException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.RUN_ACTIVE);
                    assertThat(e.activeRun()).contains(first.value());
                })
                .hasMessage(
                        "Cannot run for 2026-01-13: run " + first + " is active for it; wait for its end or cancel it");
    }

    @Test
    void ofManyAtOnceForOneDateExactlyOneBecomesARun() throws Exception {
        // Given
        ExecutorService threads = Executors.newFixedThreadPool(20);
        Callable<Boolean> request = () -> {
            try {
                runs.request(Optional.of(DAY));
                return true;
            } catch (OrchestratorException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.RUN_ACTIVE);
                return false;
            }
        };

        // When
        int accepted = 0;
        try {
            for (Future<Boolean> outcome : threads.invokeAll(java.util.Collections.nCopies(200, request))) {
                accepted += outcome.get() ? 1 : 0;
            }
        } finally {
            threads.shutdownNow();
        }

        // Then
        assertThat(accepted).isEqualTo(1);
        assertThat(store.active()).hasSize(1);
    }

    @Test
    void runsWaitInOrderAndAreRefusedWhenTheQueueIsFull() {
        // Given
        List<RunId> ids = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ids.add(runs.request(Optional.of(DAY.plusDays(i))).id());
        }

        // Then
        assertThatThrownBy(() -> runs.request(Optional.of(DAY.plusDays(4))))
                .isInstanceOfSatisfying(OrchestratorException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.QUEUE_FULL);
                    assertThat(e.retryAfter()).contains(Duration.ofSeconds(60));
                })
                .hasMessage("Cannot run for 2026-01-17: 3 runs are waiting and no more may; try again later or raise"
                        + " etl.runs.queue-capacity");
        for (RunId id : ids) {
            awaitLaunch(id);
            launcher.job(id).exit(1);
            awaitState(id, RunState.Name.FAILED);
        }
        assertThat(launcher.launched()).isEqualTo(ids);
    }

    @Test
    void aDateThatTheLakeDoesNotHaveIsRefused() {
        // Given
        LocalDate empty = LocalDate.of(2020, 1, 1);

        // Then
        assertThatThrownBy(() -> runs.request(Optional.of(empty)))
                .isInstanceOfSatisfying(
                        OrchestratorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NO_MATCHES))
                .hasMessage(
                        "Cannot run for 2020-01-01: the lake holds no matches of this date; wait for ingest-service or"
                                + " choose another date");
        assertThat(store.active()).isEmpty();
    }

    @Test
    void aWaitingRunIsCancelledAtOnceAndNeverStarted() {
        // Given
        RunId first = runs.request(Optional.of(DAY)).id();
        RunId second = runs.request(Optional.of(DAY.plusDays(1))).id();
        RunId third = runs.request(Optional.of(DAY.plusDays(2))).id();
        awaitLaunch(first);

        // When
        RunService.Cancellation cancellation = runs.cancel(second.value());

        // Then
        assertThat(cancellation.effective()).isTrue();
        assertThat(cancellation.run().state()).isEqualTo(new RunState.Cancelled());
        launcher.job(first).exit(1);
        awaitLaunch(third);
        assertThat(launcher.launched()).containsExactly(first, third);
    }

    @Test
    void aRunningRunIsCancellingUntilItsProcessIsGone() {
        // Given
        RunId id = runs.request(Optional.of(DAY)).id();
        awaitLaunch(id);
        launcher.job(id).beStubborn();

        // When
        RunService.Cancellation cancellation = runs.cancel(id.value());

        // Then
        assertThat(cancellation.run().state().name()).isEqualTo(RunState.Name.CANCELLING);
        awaitState(id, RunState.Name.CANCELLED);
        assertThat(launcher.job(id).wasKilled()).isTrue();
        assertThat(runs.cancel(id.value()).effective()).isFalse();
    }

    @Test
    void aStoreThatIsAwayAtTheEndDelaysTheVerdictAndDoesNotLoseIt() {
        // Given
        RunId id = runs.request(Optional.of(DAY)).id();
        awaitLaunch(id);
        records.put(id, JobRecordFixture.of(JobRecord.State.SUCCEEDED));
        awaitState(id, RunState.Name.RUNNING);

        // When
        store.goAway();
        launcher.job(id).exit(0);
        store.comeBack();

        // Then
        awaitState(id, RunState.Name.SUCCEEDED);
    }

    @Test
    void aStopEndsTheRunningAndKeepsTheWaiting() throws InterruptedException {
        // Given
        RunId running = runs.request(Optional.of(DAY)).id();
        RunId waiting = runs.request(Optional.of(DAY.plusDays(1))).id();
        awaitLaunch(running);

        // When
        runs.stop();

        // Then
        assertThat(launcher.job(running).isGone()).isTrue();
        assertThat(store.find(running).orElseThrow().failure())
                .contains("The orchestrator was stopped while the job ran, and stopped it; POST the date again");
        assertThat(store.find(waiting).orElseThrow().state()).isEqualTo(new RunState.Queued());
        assertThatThrownBy(() -> runs.request(Optional.of(DAY.plusDays(2))))
                .isInstanceOf(OrchestratorException.class)
                .hasMessage(
                        "Cannot accept a run: the orchestrator is starting or stopping; try again when /q/health/ready"
                                + " is UP");
    }

    @Test
    void theNextStartSettlesWhatADeadOrchestratorHasLeft() throws InterruptedException {
        // Given
        Set<String> ends = new HashSet<>();
        RunId published = left(1, RunState::submitted, RunState::running);
        records.put(published, JobRecordFixture.of(JobRecord.State.SUCCEEDED));
        RunId unseen = left(2, RunState::submitted);
        records.put(unseen, JobRecordFixture.of(JobRecord.State.SUCCEEDED));
        RunId died = left(3, RunState::submitted, RunState::running);
        records.put(died, JobRecordFixture.of(JobRecord.State.RUNNING));
        RunId alive = left(4, RunState::submitted, RunState::running);
        launcher.leave(alive).beStubborn();
        RunId cancelling = left(5, RunState::submitted, RunState::cancelling);
        RunId waiting = left(6);

        // When
        RunService next = service();
        next.start();

        // Then
        store.newest(10, Optional.empty())
                .forEach(run -> ends.add(run.id() + " " + run.state().name()));
        assertThat(ends)
                .contains(
                        published + " SUCCEEDED",
                        unseen + " SUCCEEDED",
                        died + " FAILED",
                        alive + " FAILED",
                        cancelling + " CANCELLED");
        assertThat(store.find(died).orElseThrow().failure())
                .contains(
                        "The orchestrator died while the run was RUNNING, and its job was gone at the next start; POST the"
                                + " date again");
        assertThat(store.find(alive).orElseThrow().failure())
                .contains(
                        "The orchestrator died while the run was RUNNING, and its job was stopped at the next start; POST"
                                + " the date again");
        assertThat(launcher.job(alive).wasKilled()).isTrue();
        awaitLaunch(waiting);
        next.stop();
    }

    private RunId left(int number, Way... ways) {
        Run run = Run.queued(RunId.of(NOW, number), List.of(DAY.plusDays(number)));
        store.insert(run);
        for (Way way : ways) {
            run = run.move(NOW, way::exit);
            store.replace(run);
        }
        return run.id();
    }

    /** An exit that a run has taken before the test begins. */
    private interface Way {
        RunState exit(RunState state);
    }

    private void awaitLaunch(RunId id) {
        await().until(() -> launcher.launched().contains(id)
                && store.find(id).orElseThrow().state().child().isPresent());
    }

    private void awaitState(RunId id, RunState.Name state) {
        await().until(() -> store.find(id).orElseThrow().state().name(), state::equals);
    }

    private RunService service() {
        return new RunService(
                store,
                id -> Optional.ofNullable(records.get(id)),
                new LakeSince2026(),
                launcher,
                run -> heard.add(run.state().name().name()),
                SETTINGS,
                Clock.fixed(NOW, ZoneOffset.UTC),
                random,
                task -> new Thread(task, "run"));
    }

    private static final class LakeSince2026 implements LakeDates {
        @Override
        public boolean hasRows(LocalDate date) {
            return date.getYear() >= 2026;
        }

        @Override
        public void check() {}
    }
}
