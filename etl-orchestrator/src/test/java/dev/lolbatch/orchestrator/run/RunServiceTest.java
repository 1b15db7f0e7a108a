package dev.lolbatch.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lolbatch.orchestrator.problem.ErrorCode;
import dev.lolbatch.orchestrator.problem.OrchestratorException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunServiceTest {
    private static final LocalDate DAY = LocalDate.of(2026, 1, 13);

    private final World world = new World();
    private final FakeLauncher launcher = new FakeLauncher("node-1");
    private RunService runs;

    @BeforeEach
    void start() {
        runs = world.service(world.newReplica("node-1"), world.ports(launcher), World.SETTINGS);
        runs.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        world.store.comeBack();
        runs.stop();
    }

    @Test
    void aRunGoesFromQueuedToSucceeded() {
        // Given
        RunId id = request(DAY);
        awaitLaunch(id.value());

        // When
        world.records.put(id.value(), JobRecordFixture.of(JobRecord.State.RUNNING));
        awaitState(id, RunState.Name.RUNNING);
        world.records.put(id.value(), JobRecordFixture.of(JobRecord.State.SUCCEEDED));
        launcher.job(id.value()).exit(0);

        // Then
        awaitState(id, RunState.Name.SUCCEEDED);
        assertThat(world.heard).containsExactly("QUEUED", "SUBMITTED", "RUNNING", "SUCCEEDED");
        assertThat(world.store.find(id).orElseThrow().dates()).containsExactly(DAY);
        await().until(() -> world.active.read().claims().isEmpty());
    }

    @Test
    void aJobMayPublishWhileItIsWatchedAndNotAfter() {
        // Given
        RunId id = request(DAY);
        awaitLaunch(id.value());

        // When
        boolean whileItRuns = world.views.publish(id.value(), DAY);
        launcher.job(id.value()).exit(1);
        awaitState(id, RunState.Name.SUCCEEDED);
        boolean after = world.views.publish(id.value(), DAY);

        // Then
        assertThat(whileItRuns).isTrue();
        assertThat(after).isFalse();
    }

    @Test
    void aJobThatWasNeverSeenRunningPassesThroughRunning() {
        // Given
        RunId id = request(DAY);
        awaitLaunch(id.value());

        // When
        world.records.put(id.value(), JobRecordFixture.of(JobRecord.State.SUCCEEDED));
        launcher.job(id.value()).exit(0);

        // Then
        awaitState(id, RunState.Name.SUCCEEDED);
        assertThat(world.heard).containsExactly("QUEUED", "SUBMITTED", "RUNNING", "SUCCEEDED");
    }

    @Test
    void aJobThatExitsWithoutARecordFails() {
        // Given
        RunId id = request(DAY);
        awaitLaunch(id.value());

        // When
        launcher.job(id.value()).exit(1);

        // Then
        awaitState(id, RunState.Name.FAILED);
        assertThat(world.store.find(id).orElseThrow().failure())
                .contains("The job's process exited with code 1, but it had recorded nothing; its log is empty");
    }

    @Test
    void aJobThatCannotBeStartedFails() {
        // Given
        launcher.breakDown("Cannot start jobs: no Spark; install it");

        // When
        RunId id = request(DAY);

        // Then
        awaitState(id, RunState.Name.FAILED);
        assertThat(world.store.find(id).orElseThrow().failure()).contains("Cannot start jobs: no Spark; install it");
    }

    @Test
    void aFailureThatMayPassIsTriedAgainForTheDatesThatAreLeft() {
        // Given
        RunId id = request(DAY, DAY.plusDays(1));
        awaitLaunch(id.value());
        assertThat(world.views.publish(id.value(), DAY)).isTrue();

        // When
        world.records.put(id.value(), JobRecordFixture.failed("Cassandra is away", true));
        launcher.job(id.value()).exit(75);

        // Then
        String second = id + "-2";
        awaitLaunch(second);
        assertThat(launcher.job(second).order().dates()).containsExactly(DAY.plusDays(1));
        assertThat(world.views.publish(second, DAY.plusDays(1))).isTrue();
        launcher.job(second).exit(137);
        awaitState(id, RunState.Name.SUCCEEDED);
        assertThat(world.store.find(id).orElseThrow().attempts())
                .extracting(Attempt::failure)
                .containsExactly(Optional.of("Cassandra is away"), Optional.empty());
    }

    @Test
    void afterTheLastAttemptItFails() {
        // Given
        RunId id = request(DAY);

        // When
        for (String job : List.of(id.value(), id + "-2")) {
            awaitLaunch(job);
            launcher.job(job).exit(137);
        }

        // Then
        awaitState(id, RunState.Name.FAILED);
        assertThat(world.store.find(id).orElseThrow().failure())
                .contains("The job's process exited with code 137, but it had recorded nothing; its log is empty"
                        + " (the last of 2 attempts)");
    }

    @Test
    void aSecondRunForAnActiveDateIsRefusedAndNamesTheFirst() {
        // Given
        RunId first = request(DAY, DAY.plusDays(1));

        // Then
        assertThatThrownBy(() -> request(DAY.minusDays(1), DAY.plusDays(1)))
                .isInstanceOfSatisfying(OrchestratorException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.RUN_ACTIVE);
                    assertThat(e.activeRun()).contains(first.value());
                })
                .hasMessage(
                        "Cannot run for 2026-01-14: run " + first + " is active for it; wait for its end or cancel it");
    }

    @Test
    void aClaimThatItsRunHasOutlivedIsInNobodysWay() {
        // Given a run that was cancelled by somebody who died before they gave the claim back
        RunId running = request(DAY);
        RunId ended = request(DAY.plusDays(1));
        awaitLaunch(running.value());
        world.store.replace(world.store.find(ended).orElseThrow().move(World.NOW, RunState::cancelled));

        // When
        RunId next = request(DAY.plusDays(1));

        // Then
        assertThat(next).isNotEqualTo(ended);
        assertThat(world.active.read().claims()).containsOnlyKeys(running, next);
    }

    @Test
    void aClaimWhoseRunWasNeverStoredIsARunAllTheSame() {
        // Given one that a replica had taken when it died, and whoever asked for it before they stored it
        RunId id = RunId.of(World.NOW, 7);
        Replica dead = world.newReplica("node-9");
        ActiveRuns before = world.active.read();
        Claim claim = Claim.waiting(id, List.of(DAY), Origin.REQUEST).ownedBy(dead);

        // When
        assertThat(world.active.replace(before, before.with(claim))).isTrue();

        // Then
        awaitLaunch(id.value());
    }

    @Test
    void ofManyAtOnceForOneDateExactlyOneBecomesARun() throws Exception {
        // Given
        ExecutorService threads = Executors.newFixedThreadPool(20);
        Callable<Boolean> request = () -> {
            try {
                var unused = request(DAY);
                return true;
            } catch (OrchestratorException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.RUN_ACTIVE);
                return false;
            }
        };

        // When
        int accepted = 0;
        try {
            for (Future<Boolean> outcome : threads.invokeAll(Collections.nCopies(200, request))) {
                accepted += outcome.get() ? 1 : 0;
            }
        } finally {
            threads.shutdownNow();
        }

        // Then
        assertThat(accepted).isEqualTo(1);
        assertThat(list()).hasSize(1);
    }

    @Test
    void runsWaitInOrderAndAreRefusedWhenTheQueueIsFull() {
        // Given
        List<RunId> ids = new ArrayList<>();
        ids.add(request(DAY));
        awaitLaunch(ids.get(0).value());
        for (int i = 1; i < 4; i++) {
            ids.add(request(DAY.plusDays(i)));
        }

        // Then
        assertThat(ids.stream()
                        .map(RunId::value)
                        .map(runs::find)
                        .map(runs::place)
                        .toList()
                        .toString())
                .isEqualTo("[OptionalInt.empty, OptionalInt[1], OptionalInt[2], OptionalInt[3]]");
        assertThatThrownBy(() -> request(DAY.plusDays(4)))
                .isInstanceOfSatisfying(OrchestratorException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.QUEUE_FULL);
                    assertThat(e.retryAfter()).contains(Duration.ofSeconds(60));
                })
                .hasMessage("Cannot run for 2026-01-17: 3 runs are waiting and no more may; try again later or raise"
                        + " etl.runs.queue-capacity");
        for (RunId id : ids) {
            awaitLaunch(id.value());
            launcher.job(id.value()).exit(1);
            awaitState(id, RunState.Name.FAILED);
        }
        assertThat(launcher.launched()).isEqualTo(ids.stream().map(RunId::value).toList());
    }

    @Test
    void aDateThatTheLakeDoesNotHaveIsRefused() {
        // Given
        LocalDate empty = LocalDate.of(2020, 1, 1);

        // Then
        assertThatThrownBy(() -> request(empty))
                .isInstanceOfSatisfying(
                        OrchestratorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NO_MATCHES))
                .hasMessage(
                        "Cannot run for 2020-01-01: the lake holds no matches of this date; wait for ingest-service or"
                                + " choose another date");
        assertThat(list()).isEmpty();
    }

    @Test
    void theSameRequestWithTheSameKeyIsTheSameRunAndAnotherIsRefused() {
        // Given
        RunRequest request =
                new RunRequest(() -> List.of(DAY), Origin.REQUEST, "date=2026-01-13", Optional.of("key-1"));
        RunRequest other = new RunRequest(() -> List.of(DAY), Origin.REQUEST, "date=2026-01-14", Optional.of("key-1"));
        RunId first = runs.request(request).run().id();

        // When
        RunId again = runs.request(request).run().id();

        // Then
        assertThat(again).isEqualTo(first);
        assertThatThrownBy(() -> runs.request(other))
                .isInstanceOfSatisfying(
                        OrchestratorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.KEY_REUSED))
                .hasMessage(
                        "Cannot accept the request: its Idempotency-Key was used for another (date=2026-01-13); give"
                                + " each request a key of its own");
    }

    @Test
    void aRepeatedRequestHasItsAnswerWhateverItsDatesWouldBeNow() {
        // Given a request for what is missing, which its own run has made
        AtomicBoolean isMissing = new AtomicBoolean(true);
        RunRequest request = new RunRequest(
                () -> {
                    assertThat(isMissing.getAndSet(false)).as("asked twice").isTrue();
                    return List.of(DAY);
                },
                Origin.REQUEST,
                "select=missing",
                Optional.of("key-1"));
        RunId first = runs.request(request).run().id();

        // When
        RunService.Acceptance again = runs.request(request);

        // Then
        assertThat(again.run().id()).isEqualTo(first);
    }

    @Test
    void aKeyWhoseRequestWasRefusedMayBeTriedAgain() {
        // Given
        RunId standsInTheWay = request(DAY);
        RunRequest request =
                new RunRequest(() -> List.of(DAY), Origin.REQUEST, "date=2026-01-13", Optional.of("key-1"));
        assertThatThrownBy(() -> runs.request(request)).isInstanceOf(OrchestratorException.class);
        awaitLaunch(standsInTheWay.value());
        launcher.job(standsInTheWay.value()).exit(1);
        awaitState(standsInTheWay, RunState.Name.FAILED);

        // When
        RunId run = runs.request(request).run().id();

        // Then
        assertThat(run).isNotEqualTo(standsInTheWay);
        assertThat(runs.request(request).run().id()).isEqualTo(run);
    }

    @Test
    void aWaitingRunIsCancelledAtOnceAndNeverStarted() {
        // Given
        RunId first = request(DAY);
        RunId second = request(DAY.plusDays(1));
        RunId third = request(DAY.plusDays(2));
        awaitLaunch(first.value());

        // When
        RunService.Cancellation cancellation = runs.cancel(second.value());

        // Then
        assertThat(cancellation.effective()).isTrue();
        assertThat(cancellation.run().state()).isEqualTo(new RunState.Cancelled());
        launcher.job(first.value()).exit(1);
        awaitLaunch(third.value());
        assertThat(launcher.launched()).containsExactly(first.value(), third.value());
    }

    @Test
    void aRunningRunIsCancellingUntilItsProcessIsGone() {
        // Given
        RunId id = request(DAY);
        awaitLaunch(id.value());
        launcher.job(id.value()).beStubborn();

        // When
        RunService.Cancellation cancellation = runs.cancel(id.value());

        // Then
        assertThat(cancellation.run().state().name()).isEqualTo(RunState.Name.CANCELLING);
        awaitState(id, RunState.Name.CANCELLED);
        assertThat(launcher.job(id.value()).wasKilled()).isTrue();
        assertThat(runs.cancel(id.value()).effective()).isFalse();
    }

    @Test
    void aStoreThatIsAwayAtTheEndDelaysTheVerdictAndDoesNotLoseIt() {
        // Given
        RunId id = request(DAY);
        awaitLaunch(id.value());
        world.records.put(id.value(), JobRecordFixture.of(JobRecord.State.SUCCEEDED));
        awaitState(id, RunState.Name.RUNNING);

        // When
        world.store.goAway();
        launcher.job(id.value()).exit(0);
        world.store.comeBack();

        // Then
        awaitState(id, RunState.Name.SUCCEEDED);
    }

    @Test
    void aStoreThatIsAwayAfterAnAttemptDoesNotHurryTheNext() throws InterruptedException {
        // Given
        runs.stop();
        world.onConcluded = world.store::goAway;
        runs = world.service(
                world.newReplica("node-1"),
                world.ports(launcher),
                World.settings(Duration.ofMillis(300), Duration.ofMillis(20), Duration.ofHours(1)));
        runs.start();
        RunId id = request(DAY);
        awaitLaunch(id.value());

        // When
        launcher.job(id.value()).exit(137);
        await().until(world.store::isAway);
        world.store.comeBack();

        // Then
        await().until(() -> world.active.read().claims().get(id).isWaiting());
        assertThat(world.active.read().claims().get(id).notBefore()).isPresent();
        assertThat(launcher.launched()).containsExactly(id.value());
    }

    @Test
    void aStopKeepsTheLeaseUntilItsJobsAreGone() throws InterruptedException {
        // Given a job that takes longer to end than a lease lasts
        runs.stop();
        RunSettings settings = World.settings(Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ZERO);
        RunService first = world.service(world.newReplica("node-1"), world.ports(launcher), settings);
        first.start();
        RunId id = first.request(World.request(DAY)).run().id();
        awaitLaunch(id.value());
        launcher.job(id.value()).beStubborn();
        FakeLauncher elsewhere = new FakeLauncher("node-2");
        runs = world.service(world.newReplica("node-2"), world.ports(elsewhere), settings);
        runs.start();

        // When
        first.stop();

        // Then
        assertThat(world.takenOver).isEmpty();
        assertThat(launcher.job(id.value()).wasKilled()).isTrue();
        await().until(() -> elsewhere.launched().contains(id + "-2"));
    }

    @Test
    void aJobThatGoesOnByItselfIsLeftByAStopAndFollowedByTheNext() throws InterruptedException {
        // Given a job of another machine's dead orchestrator
        runs.stop();
        RunSettings settings = World.settings(Duration.ofSeconds(30), Duration.ofMillis(20), Duration.ZERO);
        RunId id = RunId.of(World.NOW, 7);
        Replica dead = world.newReplica("node-9");
        leave(id, dead);
        launcher.lose(dead.process());
        Replica first = world.newReplica("node-1");
        RunService following = world.service(first, world.ports(launcher), settings);
        following.start();
        await().until(() -> world.store.find(id).orElseThrow().owner().equals(Optional.of(first.id())));

        // When
        following.stop();

        // Then
        assertThat(world.state(id)).isEqualTo(RunState.Name.RUNNING);
        assertThat(world.views.isPermitted(id.value())).isTrue();

        // And when
        launcher.lose(first.process());
        runs = world.service(world.newReplica("node-1"), world.ports(launcher), settings);
        runs.start();
        world.views.publish(id.value(), DAY);
        world.records.put(id.value(), JobRecordFixture.of(JobRecord.State.SUCCEEDED));

        // Then
        awaitState(id, RunState.Name.SUCCEEDED);
        assertThat(launcher.launched()).isEmpty();
    }

    @Test
    void aJobElsewhereIsLeftBeforeItHasBegunAndWhileItIsCancelledToo() throws InterruptedException {
        // Given
        runs.stop();
        RunSettings settings = World.settings(Duration.ofSeconds(30), Duration.ofMillis(20), Duration.ZERO);
        RunId id = RunId.of(World.NOW, 7);
        Replica dead = world.newReplica("node-9");
        leave(id, dead);
        world.records.clear();
        launcher.lose(dead.process());
        runs = world.service(world.newReplica("node-1"), world.ports(launcher), settings);
        runs.start();
        await().until(() -> world.takenOver.contains(id));

        // When
        runs.cancel(id.value());
        await().until(() -> !world.views.isPermitted(id.value()));
        runs.stop();

        // Then it did not wait for the job's silence
        assertThat(world.state(id)).isEqualTo(RunState.Name.CANCELLING);
    }

    /** A run whose job is at work on its owner's machine. */
    private void leave(RunId id, Replica owner) {
        Run queued = Run.queued(id, List.of(DAY), Origin.REQUEST);
        Run submitted = queued.submittedBy(owner, World.NOW);
        Run launched = submitted.move(World.NOW, state -> state.launched(new Child("node-9", 7, World.NOW)));
        assertThat(world.store.insert(queued)).isTrue();
        assertThat(world.store.replace(submitted)).isTrue();
        assertThat(world.store.replace(launched)).isTrue();
        assertThat(world.store.replace(launched.move(World.NOW, RunState::running)))
                .isTrue();
        world.views.permit(id.value());
        world.records.put(id.value(), JobRecordFixture.of(JobRecord.State.RUNNING));
        ActiveRuns before = world.active.read();
        Claim claim = Claim.waiting(id, List.of(DAY), Origin.REQUEST).ownedBy(owner);
        assertThat(world.active.replace(before, before.with(claim))).isTrue();
    }

    @Test
    void oneThatAnErrorHasEndedSaysSoAndOthersGoOn() throws InterruptedException {
        // Given
        runs.stop();
        Breakable active = new Breakable(world.active);
        runs = world.service(world.newReplica("node-1"), world.ports(launcher, active), World.SETTINGS);
        runs.start();
        RunId id = request(DAY);
        awaitLaunch(id.value());
        FakeLauncher elsewhere = new FakeLauncher("node-2");
        RunService other = world.service(world.newReplica("node-2"), world.ports(elsewhere), World.SETTINGS);
        other.start();
        assertThat(runs.isBroken()).isFalse();

        // When
        active.broken = true;

        // Then
        await().until(runs::isBroken);
        await().until(() -> world.takenOver.contains(id));
        active.broken = false;
        other.stop();
    }

    @Test
    void aStopEndsTheRunningAndTheNextStartRunsThemAgain() throws InterruptedException {
        // Given
        RunId running = request(DAY);
        RunId waiting = request(DAY.plusDays(1));
        awaitLaunch(running.value());

        // When
        runs.stop();

        // Then
        assertThat(launcher.job(running.value()).isGone()).isTrue();
        assertThat(world.state(running)).isEqualTo(RunState.Name.QUEUED);
        assertThat(world.store.find(running).orElseThrow().attempts().get(0).failure())
                .contains("Its orchestrator was stopped, and stopped the job");
        assertThat(world.state(waiting)).isEqualTo(RunState.Name.QUEUED);
        assertThatThrownBy(() -> request(DAY.plusDays(2)))
                .isInstanceOf(OrchestratorException.class)
                .hasMessage(
                        "Cannot accept a run: the orchestrator is starting or stopping; try again when /q/health/ready"
                                + " is UP");
        assertThat(world.active.read().beats()).isEmpty();

        // When
        start();

        // Then
        awaitLaunch(running + "-2");
    }

    private RunId request(LocalDate... dates) {
        return runs.request(World.request(dates)).run().id();
    }

    private List<Run> list() {
        return runs.list(new RunQuery(10, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private void awaitLaunch(String jobId) {
        await().until(() -> launcher.launched().contains(jobId)
                && world.store
                        .find(new RunId(jobId.substring(0, 26)))
                        .orElseThrow()
                        .state()
                        .child()
                        .isPresent());
    }

    private void awaitState(RunId id, RunState.Name state) {
        await().until(() -> world.state(id), state::equals);
    }

    /** Runs that cannot be read because of an error that nobody expects. */
    private static final class Breakable implements ActiveRunsStore {
        private final ActiveRunsStore real;
        private volatile boolean broken;

        Breakable(ActiveRunsStore real) {
            this.real = real;
        }

        @Override
        public ActiveRuns read() {
            if (broken) {
                throw new LinkageError("a test broke it");
            }
            return real.read();
        }

        @Override
        public boolean replace(ActiveRuns before, ActiveRuns after) {
            return real.replace(before, after);
        }

        @Override
        public boolean beat(String replica, long beat) {
            return real.beat(replica, beat);
        }
    }
}
