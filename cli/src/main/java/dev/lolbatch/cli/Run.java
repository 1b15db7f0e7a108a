package dev.lolbatch.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A run of the batch job, as the orchestrator shows it.
 *
 * @param state {@code QUEUED, SUBMITTED, RUNNING, CANCELLING, SUCCEEDED, FAILED, CANCELLED}
 * @param dates match dates in UTC
 * @param failure why it failed
 * @param origin who asked for it
 * @param queuePlace turns until its own, while it waits
 * @param changes every state that it entered
 * @param attempts every start of its job
 * @param progress what the job says of itself, as soon as it does
 * @param self its path
 */
record Run(
        String runId,
        String state,
        List<LocalDate> dates,
        Instant requestedAt,
        Optional<Instant> endedAt,
        Optional<String> failure,
        String origin,
        OptionalInt queuePlace,
        List<Change> changes,
        List<Attempt> attempts,
        Optional<Job> progress,
        String self) {

    /** @param path a run's {@code self} */
    static String idIn(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** A state that the run entered. */
    record Change(String state, Instant at) {}

    /** A start of its job. */
    record Attempt(Instant startedAt, Optional<Instant> endedAt, Optional<String> failure) {}

    /**
     * What the job says of itself.
     *
     * @param percent of the whole
     * @param datesTotal empty before it has asked the lake
     * @param rowsRead participants read from the lake
     * @param rowsRemoved by the rule that removed them
     * @param rowsWritten by table
     */
    record Job(
            Optional<String> stage,
            int percent,
            int datesDone,
            OptionalInt datesTotal,
            OptionalLong rowsRead,
            Map<String, Long> rowsRemoved,
            Map<String, Long> rowsWritten) {}

    boolean hasEnded() {
        return switch (state) {
            case "SUCCEEDED", "FAILED", "CANCELLED" -> true;
            default -> false;
        };
    }

    boolean succeeded() {
        return state.equals("SUCCEEDED");
    }

    /** One date, or from which to which, and how many. */
    String dateWords() {
        return switch (dates.size()) {
            case 0 -> "no date";
            case 1 -> dates.get(0).toString();
            default ->
                dates.stream().min(LocalDate::compareTo).orElseThrow() + " to "
                        + dates.stream().max(LocalDate::compareTo).orElseThrow() + ", " + dates.size() + " dates";
        };
    }

    /** From its request to its end; empty while it goes on. */
    Optional<Duration> took() {
        return endedAt.map(end -> Duration.between(requestedAt, end));
    }
}
