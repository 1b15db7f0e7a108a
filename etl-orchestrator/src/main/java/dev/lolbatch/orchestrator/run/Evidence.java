package dev.lolbatch.orchestrator.run;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is known when a run's process is gone, and the verdict on it. A run has SUCCEEDED only when its job's own record says
 * so and its process did not say otherwise; a launcher's opinion counts for nothing.
 *
 * @param exitCode of the process; empty when nobody was there to see it
 * @param record what the job recorded last
 * @param lastWords the last telling line of the job's log
 * @param interruption why the process was stopped, when it was stopped for another reason than a cancel
 */
record Evidence(
        OptionalInt exitCode, Optional<JobRecord> record, Optional<String> lastWords, Optional<String> interruption) {

    RunState verdict(RunState state) {
        if (record.isPresent() && record.get().succeeded() && exitCode.orElse(0) == 0) {
            return state.succeeded();
        }
        return state.name() == RunState.Name.CANCELLING ? state.cancelled() : state.failed(reason());
    }

    private String reason() {
        Optional<String> recorded = record.flatMap(JobRecord::failure);
        if (recorded.isPresent()) {
            return recorded.get();
        }
        if (interruption.isPresent()) {
            return interruption.get();
        }
        String exit = exitCode.isPresent() ? "exited with code " + exitCode.getAsInt() : "is gone";
        String recordSays =
                record.map(present -> "its record says " + present.state()).orElse("it had recorded nothing");
        return "The job's process " + exit + ", but " + recordSays
                + lastWords.map(line -> "; last line of its log: " + line).orElse("; its log is empty");
    }
}
