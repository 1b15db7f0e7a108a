package dev.lolbatch.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An orchestrator dies before and after each thing that it does with the world, from a request to the end of its run, and another
 * goes on; or it stands still there, is taken for dead, and goes on as well when all is over. Whatever it had done by then, the run
 * ends in its true state, its date is published once, and nothing is left over.
 */
class ReplicaCrashTest {
    private static final LocalDate DAY = LocalDate.of(2026, 1, 13);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(2);
    private static final int MORE_STEPS_THAN_THERE_ARE = 200;
    /** Short, since each pause takes one. */
    private static final RunSettings SETTINGS =
            World.settings(Duration.ofMillis(50), Duration.ofMillis(20), Duration.ofMillis(10));

    /** It and all its threads are no more. */
    private static final class Died extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Whether the step was done at which it happens. */
    private enum Moment {
        BEFORE,
        AFTER
    }

    private enum Fate {
        DIES,
        STANDS_STILL
    }

    @ParameterizedTest
    @EnumSource(Fate.class)
    void anotherReplicaOfTheSameMachineGoesOn(Fate fate) throws InterruptedException {
        atEveryStep(fate, "node-1", "node-1");
    }

    @ParameterizedTest
    @EnumSource(Fate.class)
    void aReplicaOfAnotherMachineGoesOn(Fate fate) throws InterruptedException {
        atEveryStep(fate, "node-1", "node-2");
    }

    private static void atEveryStep(Fate fate, String host, String nextHost) throws InterruptedException {
        for (Moment moment : Moment.values()) {
            int step = 0;
            boolean happened = true;
            while (happened) {
                step++;
                happened = at(step, moment, fate, host, nextHost);
                assertThat(step).isLessThan(MORE_STEPS_THAN_THERE_ARE);
            }
            // A request, and its run to the end, cannot be done in less.
            assertThat(step).as("steps").isGreaterThan(15);
        }
    }

    private static boolean at(int step, Moment moment, Fate fate, String host, String nextHost)
            throws InterruptedException {
        // Given
        String what = host + " " + fate + " " + moment + " step " + step + ", " + nextHost + " goes on";
        World world = new World();
        FakeLauncher launcher = new FakeLauncher(host);
        launcher.live(job -> live(world, job));
        FakeLauncher nextLauncher = host.equals(nextHost) ? launcher : new FakeLauncher(nextHost);
        nextLauncher.live(job -> live(world, job));
        Doom doom = new Doom(step, moment, fate);
        Replica doomed = world.newReplica(host);
        RunService first = world.service(doomed, doom.ports(world.ports(launcher)), SETTINGS);

        // When
        Thread client = new Thread(() -> {
            first.start();
            first.request(World.request(DAY));
        });
        client.setUncaughtExceptionHandler((dead, error) -> {});
        client.start();
        await(what)
                .atMost(LONG)
                .pollInterval(SHORT)
                .until(() -> doom.hasCome() || (!client.isAlive() && isAllOver(world)));
        boolean happened = doom.hasCome();
        if (fate == Fate.DIES) {
            doom.come();
            launcher.lose(doomed.process());
        }
        RunService next = world.service(world.newReplica(nextHost), world.ports(nextLauncher), SETTINGS);
        next.start();
        awaitEnd(what, world);
        if (fate == Fate.STANDS_STILL) {
            doom.pass();
            client.join();
            awaitEnd(what, world);
            first.stop();
        }

        // Then
        awaitEnd(what, world);
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
        for (FakeLauncher machine : List.of(launcher, nextLauncher)) {
            for (String job : machine.launched()) {
                await(what).atMost(LONG).pollInterval(SHORT).until(() -> machine.job(job)
                        .isGone());
            }
        }
        next.stop();
        return happened;
    }

    private static void awaitEnd(String what, World world) {
        await(what)
                .atMost(LONG)
                .pollInterval(SHORT)
                .until(() -> isAllOver(world) && world.views.permits().isEmpty());
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

    /** Counts the steps of a replica, and at one of them lets its fate come to it. */
    private static final class Doom {
        private final AtomicInteger steps = new AtomicInteger();
        private final CountDownLatch passed = new CountDownLatch(1);
        private final int last;
        private final Moment moment;
        private final Fate fate;
        private volatile boolean come;

        Doom(int last, Moment moment, Fate fate) {
            this.last = last;
            this.moment = moment;
            this.fate = fate;
        }

        boolean hasCome() {
            return come;
        }

        /** Now, if not before. */
        void come() {
            come = true;
        }

        /** One that stands still goes on. */
        void pass() {
            passed.countDown();
        }

        RunPorts ports(RunPorts real) {
            return new RunPorts(
                    doomed(RunStore.class, real.store()),
                    doomed(ActiveRunsStore.class, real.active()),
                    real.keys(),
                    doomed(JobRecords.class, real.records()),
                    doomed(Publications.class, real.publications()),
                    real.lake(),
                    doomed(JobLauncher.class, real.launcher()),
                    real.logs(),
                    real.listener(),
                    doomed(RunJournal.class, real.journal()),
                    real.supervisorListener());
        }

        private <T> T doomed(Class<T> port, T real) {
            return port.cast(
                    Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                        int step = steps.incrementAndGet();
                        if (step == last && moment == Moment.BEFORE) {
                            come = true;
                        }
                        meet();
                        Object result;
                        try {
                            result = method.invoke(real, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                        if (step == last) {
                            come = true;
                            meet();
                        }
                        return result;
                    }));
        }

        private void meet() throws InterruptedException {
            if (come && fate == Fate.DIES) {
                throw new Died();
            }
            if (come) {
                passed.await();
            }
        }
    }
}
