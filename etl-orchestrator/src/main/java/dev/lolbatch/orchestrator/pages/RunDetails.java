package dev.lolbatch.orchestrator.pages;

import dev.lolbatch.orchestrator.run.Attempt;
import dev.lolbatch.orchestrator.run.JobRecord;
import dev.lolbatch.orchestrator.run.Run;
import dev.lolbatch.orchestrator.run.StateChange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * All about one run.
 *
 * @param place in the queue, from 1; empty when it does not wait
 * @param dates that it covers
 * @param job what its job says of itself; empty before its first word
 */
record RunDetails(
        RunRow row,
        OptionalInt place,
        List<LocalDate> dates,
        List<Step> steps,
        List<Start> starts,
        Optional<JobFacts> job) {
    /**
     * A state that it entered.
     *
     * @param lasted until the next one, or now; empty for the end
     */
    record Step(String state, Instant at, Optional<Duration> lasted) {}

    /** An attempt, from 1. */
    record Start(int number, Instant at, Optional<Instant> endedAt, Optional<String> failure) {}

    /** What the job has recorded. */
    record JobFacts(
            String snapshot,
            String version,
            String rowsRead,
            Map<String, Long> removed,
            Map<String, Long> written,
            int datesDone,
            Instant updatedAt) {
        static JobFacts of(JobRecord record) {
            return new JobFacts(
                    record.snapshotId().stream()
                            .mapToObj(Long::toString)
                            .findFirst()
                            .orElse("not known yet"),
                    record.codeVersion().orElse("not known"),
                    record.rowsRead().stream()
                            .mapToObj(Shown::grouped)
                            .findFirst()
                            .orElse("not known yet"),
                    new TreeMap<>(record.rowsRemoved()),
                    new TreeMap<>(record.rowsWritten()),
                    record.progress().datesDone(),
                    record.updatedAt());
        }
    }

    static RunDetails of(Run run, OptionalInt place, Optional<JobRecord> record, Clock clock) {
        List<Start> starts = new ArrayList<>();
        for (Attempt attempt : run.attempts()) {
            starts.add(new Start(starts.size() + 1, attempt.startedAt(), attempt.endedAt(), attempt.failure()));
        }
        return new RunDetails(
                RunRow.of(run, record, clock), place, run.dates(), steps(run, clock), starts, record.map(JobFacts::of));
    }

    private static List<Step> steps(Run run, Clock clock) {
        List<StateChange> changes = run.changes();
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            StateChange change = changes.get(i);
            Optional<Instant> until = i + 1 < changes.size()
                    ? Optional.of(changes.get(i + 1).at())
                    : run.isActive() ? Optional.of(clock.instant()) : Optional.empty();
            steps.add(new Step(
                    RunRow.label(change.state()), change.at(), until.map(end -> Duration.between(change.at(), end))));
        }
        return steps;
    }

    public String title() {
        return "Run " + row.id();
    }

    /** Where its place in the queue is said. */
    public String waiting() {
        return place.stream()
                .mapToObj(turn -> "Number " + turn + " in the queue")
                .findFirst()
                .orElse("");
    }
}
