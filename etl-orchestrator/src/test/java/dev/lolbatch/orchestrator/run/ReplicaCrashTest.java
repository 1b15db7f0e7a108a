package dev.lolbatch.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * An orchestrator dies before and after each thing that it does with the world, from a request to the end of its run, and another
 * goes on: whatever it had done by then, the run ends in its true state, its date is published once, and nothing is left over.
 */
class ReplicaCrashTest {
    private static final LocalDate DAY = LocalDate.of(2026, 1, 13);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(2);
    private static final int MORE_STEPS_THAN_THERE_ARE = 200;

    /** It and all its threads are no more. */
    private static final class Died extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Whether the step was done at which it dies. */
    private enum Moment {
        BEFORE,
        AFTER
    }

    @Test
    void anotherReplicaOfTheSameMachineGoesOn() throws InterruptedException {
        for (Moment moment : Moment.values()) {
            dieAtEveryStep(moment, "node-1", "node-1");
        }
    }

    @Test
    void aReplicaOfAnotherMachineGoesOn() throws InterruptedException {
        for (Moment moment : Moment.values()) {
            dieAtEveryStep(moment, "node-1", "node-2");
        }
    }

    private static void dieAtEveryStep(Moment moment, String host, String nextHost) throws InterruptedException {
        int step = 0;
        boolean died = true;
        while (died) {
            step++;
            died = dieAt(step, moment, host, nextHost);
            assertThat(step).isLessThan(MORE_STEPS_THAN_THERE_ARE);
        }
        // A request, and its run to the end, cannot be done in less.
        assertThat(step).as("steps").isGreaterThan(15);
    }

    private static boolean dieAt(int step, Moment moment, String host, String nextHost) throws InterruptedException {
        // Given
        String what = host + " dies " + moment + " step " + step + ", " + nextHost + " goes on";
        World world = new World();
        FakeLauncher launcher = new FakeLauncher(host);
        launcher.live(job -> live(world, job));
        FakeLauncher nextLauncher = host.equals(nextHost) ? launcher : new FakeLauncher(nextHost);
        nextLauncher.live(job -> live(world, job));
        Mortal mortal = new Mortal(step, moment);
        Replica doomed = world.newReplica(host);
        RunService first = world.service(doomed, mortal.ports(world.ports(launcher)), World.SETTINGS);

        // When
        try {
            first.start();
            first.request(World.request(DAY));
        } catch (Died e) {
            assertThat(mortal.isDead()).isTrue();
        }
        await(what).atMost(LONG).pollInterval(SHORT).until(() -> mortal.isDead() || isAllOver(world));
        boolean died = mortal.isDead();
        mortal.die();
        launcher.lose(doomed.process());
        RunService next = world.service(world.newReplica(nextHost), world.ports(nextLauncher), World.SETTINGS);
        next.start();

        // Then
        await(what).atMost(LONG).pollInterval(SHORT).until(() -> isAllOver(world));
        List<Run> runs = next.list(new RunQuery(9, Optional.empty(), Optional.empty(), Optional.empty()));
        if (!runs.isEmpty()) {
            assertThat(runs).as(what).hasSize(1);
            Run run = runs.get(0);
            assertThat(run.state().name()).as(what).isEqualTo(RunState.Name.SUCCEEDED);
            assertThat(world.views.publications(DAY)).as(what).hasSize(1).isSubsetOf(run.jobIds());
            assertThat(world.heard)
                    .as(what)
                    .containsSubsequence(run.changes().stream()
                            .map(change -> change.state().name())
                            .toList());
        } else {
            assertThat(world.views.publications(DAY)).as(what).isEmpty();
        }
        await(what).atMost(LONG).pollInterval(SHORT).until(() -> world.views
                .permits()
                .isEmpty());
        for (FakeLauncher machine : List.of(launcher, nextLauncher)) {
            for (String job : machine.launched()) {
                await(what).atMost(LONG).pollInterval(SHORT).until(() -> machine.job(job)
                        .isGone());
            }
        }
        next.stop();
        return died;
    }

    private static boolean isAllOver(World world) {
        return world.active.read().claims().isEmpty();
    }

    /** What a job does that its orchestrator may not survive. */
    private static void live(World world, FakeLauncher.FakeJob job) {
        String id = job.order().jobId();
        if (!world.views.isPermitted(id)) {
            job.exit(1);
            return;
        }
        world.records.put(id, JobRecordFixture.of(JobRecord.State.RUNNING));
        boolean isPublished = job.order().dates().stream().allMatch(date -> world.views.publish(id, date));
        world.records.put(
                id,
                isPublished
                        ? JobRecordFixture.of(JobRecord.State.SUCCEEDED)
                        : JobRecordFixture.failed("its permit was taken", false));
        job.exit(isPublished ? 0 : 1);
    }

    /** Counts the steps of a replica, and ends it at one of them. */
    private static final class Mortal {
        private final AtomicInteger steps = new AtomicInteger();
        private final int last;
        private final Moment moment;
        private volatile boolean dead;

        Mortal(int last, Moment moment) {
            this.last = last;
            this.moment = moment;
        }

        boolean isDead() {
            return dead;
        }

        void die() {
            dead = true;
        }

        RunPorts ports(RunPorts real) {
            return new RunPorts(
                    mortal(RunStore.class, real.store()),
                    mortal(ActiveRunsStore.class, real.active()),
                    real.keys(),
                    mortal(JobRecords.class, real.records()),
                    mortal(Publications.class, real.publications()),
                    real.lake(),
                    mortal(JobLauncher.class, real.launcher()),
                    real.logs(),
                    real.listener(),
                    mortal(RunJournal.class, real.journal()),
                    real.supervisorListener());
        }

        private <T> T mortal(Class<T> port, T real) {
            return port.cast(
                    Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                        int step = steps.incrementAndGet();
                        if (dead || (step == last && moment == Moment.BEFORE)) {
                            dead = true;
                            throw new Died();
                        }
                        Object result;
                        try {
                            result = method.invoke(real, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                        if (step == last) {
                            dead = true;
                            throw new Died();
                        }
                        return result;
                    }));
        }
    }
}
