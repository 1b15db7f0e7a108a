package dev.lolbatch.orchestrator.run;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Jobs of one machine, that end when a test says so. */
final class FakeLauncher implements JobLauncher {
    private final String host;
    private final Map<String, FakeJob> jobs = new ConcurrentHashMap<>();
    private final List<JobOrder> launched = new CopyOnWriteArrayList<>();
    private final Set<Child> gone = ConcurrentHashMap.newKeySet();
    private volatile Optional<String> fault = Optional.empty();
    private volatile Consumer<FakeJob> life = job -> {};

    FakeLauncher(String host) {
        this.host = host;
    }

    /** From now on no job can be started. */
    void breakDown(String reason) {
        fault = Optional.of(reason);
    }

    /** What every job does from its start, on a thread of its own. */
    void live(Consumer<FakeJob> what) {
        life = what;
    }

    /** The process of an orchestrator of this machine is no more. */
    void lose(Child orchestrator) {
        gone.add(orchestrator);
    }

    FakeJob job(String jobId) {
        return jobs.get(jobId);
    }

    List<String> launched() {
        return launched.stream().map(JobOrder::jobId).toList();
    }

    List<JobOrder> orders() {
        return List.copyOf(launched);
    }

    @Override
    public Job launch(JobOrder order) {
        if (fault.isPresent()) {
            throw new LaunchException(fault.get(), null);
        }
        FakeJob job = new FakeJob(order, host);
        jobs.put(order.jobId(), job);
        launched.add(order);
        Thread thread = new Thread(() -> life.accept(job), "job " + order.jobId());
        thread.setDaemon(true);
        thread.start();
        return job;
    }

    @Override
    public Whereabouts find(Run run) {
        boolean isHere = run.state()
                .child()
                .map(Child::host)
                .or(() -> run.owner().map(owner -> Replica.of(owner).host()))
                .filter(host::equals)
                .isPresent();
        if (!isHere) {
            return new Whereabouts.Elsewhere();
        }
        FakeJob job = jobs.get(run.jobId());
        return job == null || job.isGone() ? new Whereabouts.Gone() : new Whereabouts.Here(job);
    }

    @Override
    public boolean isKnownGone(Child process) {
        return gone.contains(process);
    }

    @Override
    public Path log(String jobId) {
        return Path.of("target", "no-log-of-" + jobId);
    }

    static final class FakeJob implements Job {
        private final JobOrder order;
        private final Child child;
        private final CountDownLatch gone = new CountDownLatch(1);
        private volatile OptionalInt exitCode = OptionalInt.empty();
        private volatile boolean stubborn;
        private volatile boolean killed;

        FakeJob(JobOrder order, String host) {
            this.order = order;
            this.child = new Child(host, order.jobId().hashCode(), Instant.EPOCH);
        }

        JobOrder order() {
            return order;
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
        public Optional<Child> child() {
            return Optional.of(child);
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
