package dev.lolbatch.orchestrator.spark;

import dev.lolbatch.orchestrator.run.Child;
import dev.lolbatch.orchestrator.run.Job;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A job whose driver runs on the cluster. Its process here is the submitter, which goes when the driver has ended; when it
 * goes for another reason, the driver is ended before the job counts as gone, since nobody watches it any more. The submitter's
 * exit code says nothing of the job's: a standalone cluster's is 0 also for a driver that failed.
 */
final class ClusterJob implements Job {
    private static final Duration SUBMITTERS_END = Duration.ofSeconds(10);
    private static final Duration SLICE = Duration.ofMillis(100);

    private final Job submitter;
    private final DriverKill kill;

    ClusterJob(Job submitter, DriverKill kill) {
        this.submitter = submitter;
        this.kill = kill;
    }

    @Override
    public Optional<Child> child() {
        return submitter.child();
    }

    @Override
    public boolean awaitExit(Duration limit) throws InterruptedException {
        long start = System.nanoTime();
        Duration slice = limit.compareTo(SLICE) < 0 ? limit : SLICE;
        while (!isGone(slice)) {
            if (System.nanoTime() - start >= limit.toNanos()) {
                return false;
            }
        }
        return true;
    }

    private boolean isGone(Duration limit) throws InterruptedException {
        if (!submitter.awaitExit(limit)) {
            kill.proceed();
            if (kill.hasSeenTheEnd()) {
                submitter.kill();
            }
            return false;
        }
        if (submitter.exitCode().equals(OptionalInt.of(0))) {
            kill.drop();
        } else {
            kill.want();
        }
        if (kill.isUnderWay()) {
            Thread.sleep(limit.toMillis());
            return false;
        }
        return true;
    }

    @Override
    public OptionalInt exitCode() {
        return OptionalInt.empty();
    }

    /** Has the driver told to end; the submitter stays, and sees it end. */
    @Override
    public void terminate() {
        kill.want();
    }

    /** Leaves the submitter while a driver is being ended: it is what knows of that. */
    @Override
    public void kill() {
        kill.want();
        if (!kill.isUnderWay()) {
            submitter.kill();
        }
    }

    /** The driver goes on, and its record tells of it; the submitter only looked on. */
    @Override
    public boolean leave(boolean hasBegun) throws InterruptedException {
        if (!hasBegun || kill.isWanted()) {
            return false;
        }
        submitter.kill();
        // With its end seen, the file of its settings is deleted, and passwords with it.
        return submitter.awaitExit(SUBMITTERS_END);
    }
}
