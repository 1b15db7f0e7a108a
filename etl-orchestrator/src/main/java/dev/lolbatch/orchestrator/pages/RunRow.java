package dev.lolbatch.orchestrator.pages;

import dev.lolbatch.orchestrator.run.Attempt;
import dev.lolbatch.orchestrator.run.JobRecord;
import dev.lolbatch.orchestrator.run.Run;
import dev.lolbatch.orchestrator.run.RunState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A run in a list.
 *
 * @param dates the one, or first, last and how many
 * @param progress of a job that is at work
 * @param startedAt of its last attempt
 * @param took that attempt, until its end, or now
 * @param again the query of a request for the same dates; empty where none says them: a range asks for all of its dates
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
        Optional<String> again) {
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

    /** @param record what its last job says of itself */
    static RunRow of(Run run, Optional<JobRecord> record, Clock clock) {
        List<LocalDate> dates = run.dates();
        LocalDate first = dates.get(0);
        LocalDate last = dates.get(dates.size() - 1);
        Optional<Attempt> attempt = run.attempts().stream().reduce((earlier, later) -> later);
        return new RunRow(
                run.id().value(),
                run.state().name(),
                dates.size() == 1 ? first.toString() : first + " to " + last + ", " + dates.size() + " dates",
                record.filter(any -> run.state().name().isAtWork()).map(Progress::of),
                run.requestedAt(),
                attempt.map(Attempt::startedAt),
                attempt.map(one -> Shown.between(
                        one.startedAt(), one.endedAt().or(run::endedAt).orElseGet(clock::instant))),
                run.origin().name().toLowerCase(Locale.ROOT),
                run.failure(),
                again(dates, first, last));
    }

    private static Optional<String> again(List<LocalDate> dates, LocalDate first, LocalDate last) {
        if (dates.size() == 1) {
            return Optional.of("date=" + first);
        }
        boolean isGapless = ChronoUnit.DAYS.between(first, last) + 1 == dates.size();
        return isGapless ? Optional.of("from=" + first + "&to=" + last) : Optional.empty();
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

    /** Whether the time that it took still grows. */
    public boolean isAtWork() {
        return name.isAtWork();
    }
}
