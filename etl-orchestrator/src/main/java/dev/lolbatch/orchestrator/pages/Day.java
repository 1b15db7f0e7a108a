package dev.lolbatch.orchestrator.pages;

import dev.lolbatch.orchestrator.dates.DateStatus;
import dev.lolbatch.orchestrator.run.Run;
import dev.lolbatch.orchestrator.run.RunState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/**
 * A day of the calendar.
 *
 * @param isOfMonth false for those that only fill its first and its last week
 * @param facts empty when the lake has no match of it
 */
record Day(LocalDate date, boolean isOfMonth, Optional<Facts> facts) {
    private static final long KILOBYTE = 1024;

    /**
     * What is known of a date that the lake has.
     *
     * @param isFresh whether all that the lake has is published
     * @param publishedBy id of the run; empty when nothing is published, or not by a run
     * @param lastRun id of the run that was requested last
     * @param failure why that failed
     */
    record Facts(
            DayKind kind,
            boolean isFresh,
            boolean isComplete,
            long rows,
            int files,
            long kilobytes,
            Optional<Instant> publishedAt,
            Optional<String> publishedBy,
            Optional<String> lastRun,
            Optional<String> failure) {}

    static Day empty(LocalDate date, YearMonth month) {
        return new Day(date, YearMonth.from(date).equals(month), Optional.empty());
    }

    /** @param last the run that was requested last; empty when none ever was */
    static Day of(DateStatus status, Optional<Run> last) {
        boolean isFresh = status.state() == DateStatus.State.FRESH;
        return new Day(
                status.date(),
                true,
                Optional.of(new Facts(
                        kind(status, last),
                        isFresh,
                        status.isComplete(),
                        status.lake().rows(),
                        status.lake().files(),
                        (status.lake().bytes() + KILOBYTE - 1) / KILOBYTE,
                        status.published().map(view -> view.publishedAt()),
                        status.published()
                                .flatMap(view -> Run.ofJob(view.jobId()))
                                .map(id -> id.value()),
                        status.lastRun(),
                        last.flatMap(Run::failure))));
    }

    private static DayKind kind(DateStatus status, Optional<Run> last) {
        if (last.filter(Run::isActive).isPresent()) {
            return DayKind.RUNNING;
        }
        return switch (status.state()) {
            case FRESH -> status.isComplete() ? DayKind.FRESH : DayKind.INCOMPLETE;
            case MISSING -> last.filter(Day::hasFailed).isPresent() ? DayKind.FAILED : DayKind.MISSING;
            case STALE -> last.filter(Day::hasFailed).isPresent() ? DayKind.FAILED : DayKind.STALE;
        };
    }

    private static boolean hasFailed(Run run) {
        return run.state().name() == RunState.Name.FAILED;
    }

    /** The calendar with this day beside it. */
    public String url() {
        return Month.url(YearMonth.from(date)) + "&date=" + date + "#day";
    }
}
