package dev.lolbatch.job;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.util.SignalUtils;

/**
 * Ends the job in order on SIGTERM and SIGINT: the record says FAILED and why, then the JVM exits, and its hooks stop Spark.
 * What fails in Spark because of that is no news any more.
 */
final class StopSignals {
    /** The shell's convention: 128 and the signal's number. */
    private static final int TERMINATED = 143;

    private static final int INTERRUPTED = 130;

    private final RunRecord record;
    private final AtomicReference<JobFailure> stopped = new AtomicReference<>();

    StopSignals(RunRecord record) {
        this.record = record;
    }

    /** From now on a signal ends the job. */
    void listen() {
        SignalUtils.register("TERM", () -> stop("SIGTERM", TERMINATED));
        SignalUtils.register("INT", () -> stop("SIGINT", INTERRUPTED));
    }

    /** Why the JVM is about to exit, when it is because of a signal. */
    Optional<JobFailure> failure() {
        return Optional.ofNullable(stopped.get());
    }

    private Object stop(String signal, int exitCode) {
        stop(
                JobFailure.temporary("finish the run", "it was stopped by " + signal, "start it again if wanted"),
                exitCode);
        return true;
    }

    /** Ends the job as a signal does, because it may not publish any more. */
    void permitTaken() {
        stop(PublishPermit.taken("finish the run"), TERMINATED);
    }

    private void stop(JobFailure failure, int exitCode) {
        stopped.set(failure);
        try {
            record.failed(failure);
        } finally {
            JobLogging.silence();
            System.err.println(failure.getMessage());
            System.exit(exitCode);
        }
    }
}
