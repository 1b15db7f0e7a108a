package dev.lolbatch.orchestrator.run;

import dev.lolbatch.orchestrator.problem.OrchestratorException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job on another machine, known by its record alone, which it renews every two seconds. It counts as gone when the record says
 * that it has ended, or has not changed for a long time; by this machine's watch, since another's clock may be wrong.
 */
final class DistantJob implements Job {
    private static final Logger LOG = LoggerFactory.getLogger(DistantJob.class);

    private final String jobId;
    private final Optional<Child> child;
    private final JobRecords records;
    private final Publications publications;
    private final Duration silence;
    private Optional<JobRecord> last = Optional.empty();
    private long changedAt = System.nanoTime();

    /** @param silence after which a job is taken for gone */
    DistantJob(String jobId, Optional<Child> child, JobRecords records, Publications publications, Duration silence) {
        this.jobId = jobId;
        this.child = child;
        this.records = records;
        this.publications = publications;
        this.silence = silence;
    }

    @Override
    public Optional<Child> child() {
        return child;
    }

    @Override
    public boolean awaitExit(Duration limit) throws InterruptedException {
        if (isOver()) {
            return true;
        }
        Thread.sleep(limit.toMillis());
        return isOver();
    }

    private boolean isOver() {
        try {
            Optional<JobRecord> now = records.find(jobId);
            if (!now.equals(last)) {
                last = now;
                changedAt = System.nanoTime();
            }
            return now.filter(JobRecord::hasEnded).isPresent() || System.nanoTime() - changedAt >= silence.toNanos();
        } catch (OrchestratorException e) {
            LOG.warn("Cannot look after a job: job_id={} reason={}", jobId, e.getMessage());
            changedAt = System.nanoTime();
            return false;
        }
    }

    @Override
    public OptionalInt exitCode() {
        return OptionalInt.empty();
    }

    /** The job looks for its permit, and ends without it. */
    @Override
    public void terminate() {
        publications.forbid(jobId);
    }

    /** Nothing more can be done from here: without its permit the job publishes nothing, and its silence will tell its end. */
    @Override
    public void kill() {}

    /** It was another's before, and can be followed by anybody, to whatever end. */
    @Override
    public boolean leave(boolean hasBegun) {
        return true;
    }
}
