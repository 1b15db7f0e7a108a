package dev.lolbatch.job;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records every second how many rows of a date are done, when that has changed. */
final class ProgressReport {
    private static final Logger LOG = LoggerFactory.getLogger(ProgressReport.class);

    private final ScheduledExecutorService timer;
    private final RunRecord record;
    private final LongSupplier rowsDone;
    private final long rowsExpected;
    private long reported;

    private ProgressReport(ScheduledExecutorService timer, RunRecord record, LongSupplier rowsDone, long rowsExpected) {
        this.timer = timer;
        this.record = record;
        this.rowsDone = rowsDone;
        this.rowsExpected = rowsExpected;
    }

    static ProgressReport start(RunRecord record, LongSupplier rowsDone, long rowsExpected) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
        });
        ProgressReport report = new ProgressReport(timer, record, rowsDone, rowsExpected);
        var unused = timer.scheduleWithFixedDelay(report::report, 1, 1, TimeUnit.SECONDS);
        return report;
    }

    private void report() {
        long rows = rowsDone.getAsLong();
        if (rows == reported) {
            return;
        }
        try {
            record.progressed(rows, rowsExpected);
            reported = rows;
        } catch (RuntimeException e) {
            // What counts is the work itself, which meets the same trouble.
            LOG.warn("Cannot record the progress: {}", e.getMessage());
        }
    }

    /** Returns when nothing more will be recorded. */
    void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(1, TimeUnit.MINUTES)) {
                LOG.warn("The progress is still being recorded");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
