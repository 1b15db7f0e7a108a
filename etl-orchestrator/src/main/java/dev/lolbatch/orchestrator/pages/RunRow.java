package dev.lolbatch.orchestrator.pages;

import dev.lolbatch.orchestrator.run.JobRecord;
import dev.lolbatch.orchestrator.run.Run;
import dev.lolbatch.orchestrator.run.RunState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A run in a list.
 *
 * @param dates the one, or first, last and how many
 * @param progress of a job that is at work
 * @param startedAt of its last attempt
 * @param took until its end, or now
 * @param again the query of a request for the same dates
 */
record RunRow(
        String id,
        RunState.Name name,
        String dates,
        Optional<Progress> progress,
        Instant requestedAt,
        Optional<Instant> startedAt,
        Optional<Duration> took,
        String origin,
        Optional<String> failure,
        String again) {
    /** How far a job is. */
    record Progress(String stage, int percent) {
        static Progress of(JobRecord record) {
            return new Progress(
                    record.stage().map(Progress::words).orElse("starting"),
                    record.progress().percent());
        }

        private static String words(String stage) {
            return stage.replace('_', ' ');
        }
    }

    /** @param record what its job says of itself; empty where it is not at work */
    static RunRow of(Run run, Optional<JobRecord> record, Clock clock) {
        List<LocalDate> dates = run.dates();
        LocalDate first = dates.get(0);
        LocalDate last = dates.get(dates.size() - 1);
        Optional<Instant> started = run.attempts().isEmpty()
                ? Optional.empty()
                : Optional.of(run.attempts().get(run.attempts().size() - 1).startedAt());
        return new RunRow(
                run.id().value(),
                run.state().name(),
                dates.size() == 1 ? first.toString() : first + " to " + last + ", " + dates.size() + " dates",
                record.map(Progress::of),
                run.requestedAt(),
                started,
                started.map(at -> Shown.between(at, run.endedAt().orElseGet(clock::instant))),
                run.origin().name().toLowerCase(Locale.ROOT),
                run.failure(),
                dates.size() == 1 ? "date=" + first : "from=" + first + "&to=" + last);
    }

    static String label(RunState.Name state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** As it is written on the page, and in the names of its shape and its colours. */
    public String state() {
        return label(name);
    }

    /** Whether it can be told to stop. */
    public boolean isCancellable() {
        return name.isActive() && name != RunState.Name.CANCELLING;
    }

    public boolean isActive() {
        return name.isActive();
    }
}
