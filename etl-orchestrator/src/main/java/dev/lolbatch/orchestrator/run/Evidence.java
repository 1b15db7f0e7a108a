package dev.lolbatch.orchestrator.run;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is known when a job is gone and may publish nothing more, and what follows. What the job has recorded last decides; where
 * it was cut short before, what is published. A launcher's opinion counts for nothing.
 *
 * @param exitCode of the process; empty when nobody was there to see it
 * @param record what the job recorded last
 * @param published how many dates the run has published
 * @param lastWords the last telling line of the job's log
 * @param interruption why the job was stopped here, when it was not for a cancel
 */
record Evidence(
        OptionalInt exitCode,
        Optional<JobRecord> record,
        int published,
        Optional<String> lastWords,
        Optional<String> interruption) {
    /** The job's, for a failure that may pass; after sysexits' EX_TEMPFAIL. */
    private static final int TEMPORARY = 75;
    /** A process that a signal ended has this and the signal's number. */
    private static final int SIGNALLED = 128;

    Conclusion conclusion(Run run, RetryPolicy retries) {
        boolean hasEnded = record.filter(JobRecord::hasEnded).isPresent();
        boolean isDone =
                hasEnded ? record.get().succeeded() : published == run.dates().size();
        if (isDone) {
            return new Conclusion.Success();
        }
        if (run.state().name() == RunState.Name.CANCELLING) {
            return new Conclusion.Cancel();
        }
        if (interruption.isPresent()) {
            return new Conclusion.Again(interruption.get(), Duration.ZERO);
        }
        String reason = reason(run);
        return isTemporary(hasEnded) ? retries.after(run, reason) : new Conclusion.Failure(reason);
    }

    private boolean isTemporary(boolean hasEnded) {
        if (hasEnded) {
            return record.get().isTemporary();
        }
        return exitCode.isEmpty() || exitCode.getAsInt() == TEMPORARY || exitCode.getAsInt() >= SIGNALLED;
    }

    private String reason(Run run) {
        Optional<String> recorded = record.flatMap(JobRecord::failure);
        if (recorded.isPresent()) {
            return recorded.get();
        }
        String exit = exitCode.isPresent() ? "exited with code " + exitCode.getAsInt() : "is gone";
        String recordSays =
                record.map(present -> "its record says " + present.state()).orElse("it had recorded nothing");
        String dates =
                published == 0 ? "" : "; " + published + " of " + run.dates().size() + " dates are published";
        return "The job's process " + exit + ", but " + recordSays + dates
                + lastWords.map(line -> "; last line of its log: " + line).orElse("; its log is empty");
    }
}
