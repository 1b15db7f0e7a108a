package dev.lolbatch.orchestrator.spark;

import dev.lolbatch.orchestrator.run.Child;
import dev.lolbatch.orchestrator.run.Job;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** A job that an earlier orchestrator has started: it can be stopped, but its exit code went to another parent. */
final class AdoptedJob implements Job {
    private static final long POLL_MILLIS = 50;

    private final ProcessHandle process;
    private final Child child;

    AdoptedJob(ProcessHandle process, Child child) {
        this.process = process;
        this.child = child;
    }

    @Override
    public Optional<Child> child() {
        return Optional.of(child);
    }

    /** Looks itself: the platform's onExit looks at other parents' children every five seconds only. */
    @Override
    public boolean awaitExit(Duration limit) throws InterruptedException {
        long start = System.nanoTime();
        while (process.isAlive()) {
            if (System.nanoTime() - start >= limit.toNanos()) {
                return false;
            }
            Thread.sleep(POLL_MILLIS);
        }
        return true;
    }

    @Override
    public OptionalInt exitCode() {
        return OptionalInt.empty();
    }

    @Override
    public void terminate() {
        process.destroy();
    }

    @Override
    public void kill() {
        ProcessTree.kill(process);
    }
}
