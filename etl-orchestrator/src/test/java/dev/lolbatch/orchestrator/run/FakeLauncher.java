package dev.lolbatch.orchestrator.run;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Jobs that end when a test says so. */
final class FakeLauncher implements JobLauncher {
    private final Map<RunId, FakeJob> jobs = new ConcurrentHashMap<>();
    private final List<RunId> launched = new CopyOnWriteArrayList<>();
    private volatile Optional<String> fault = Optional.empty();

    /** From now on no job can be started. */
    void breakDown(String reason) {
        fault = Optional.of(reason);
    }

    /** A job that an earlier orchestrator has left. */
    FakeJob leave(RunId id) {
        return jobs.computeIfAbsent(id, FakeJob::new);
    }

    FakeJob job(RunId id) {
        return jobs.get(id);
    }

    List<RunId> launched() {
        return List.copyOf(launched);
    }

    @Override
    public Job launch(Run run) {
        if (fault.isPresent()) {
            throw new LaunchException(fault.get(), null);
        }
        FakeJob job = leave(run.id());
        launched.add(run.id());
        return job;
    }

    @Override
    public Optional<Job> adopt(Run run) {
        return Optional.ofNullable(jobs.get(run.id())).map(Job.class::cast);
    }

    @Override
    public Path log(RunId id) {
        return Path.of("target", "no-log-of-" + id);
    }

    static final class FakeJob implements Job {
        private final Child child;
        private final CountDownLatch gone = new CountDownLatch(1);
        private volatile OptionalInt exitCode = OptionalInt.empty();
        private volatile boolean stubborn;
        private volatile boolean killed;

        FakeJob(RunId id) {
            this.child = new Child("node-1", id.hashCode(), Instant.EPOCH);
        }

        void exit(int code) {
            exitCode = OptionalInt.of(code);
            gone.countDown();
        }

        /** From now on it takes no notice of being told to end. */
        void beStubborn() {
            stubborn = true;
        }

        boolean isGone() {
            return gone.getCount() == 0;
        }

        boolean wasKilled() {
            return killed;
        }

        @Override
        public Child child() {
            return child;
        }

        @Override
        public boolean awaitExit(Duration limit) throws InterruptedException {
            return gone.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public OptionalInt exitCode() {
            return exitCode;
        }

        @Override
        public void terminate() {
            if (!stubborn) {
                exit(143);
            }
        }

        @Override
        public void kill() {
            killed = true;
            exit(137);
        }
    }
}
