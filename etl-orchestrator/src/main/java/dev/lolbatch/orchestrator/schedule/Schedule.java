package dev.lolbatch.orchestrator.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;

/**
 * When to run which dates.
 *
 * @param name by which it is remembered what was done
 * @param times its last time up to a moment
 * @param firstDay how many days before the day (UTC) of that time its first date is
 * @param lastDay how many days before it its last date is
 */
record Schedule(String name, Function<Instant, Optional<Instant>> times, int firstDay, int lastDay) {
    /** Yesterday, and what is missing or stale of the days before it: those that came late, or were missed. */
    static Schedule daily(CronTimes times, int catchUpDays) {
        return new Schedule("daily", times::last, Math.max(1, catchUpDays), 1);
    }

    /** Today, as far as it has come. */
    static Schedule hourly(CronTimes times) {
        return new Schedule("hourly", times::last, 0, 0);
    }

    LocalDate from(Instant time) {
        return time.atZone(ZoneOffset.UTC).toLocalDate().minusDays(firstDay);
    }

    LocalDate to(Instant time) {
        return time.atZone(ZoneOffset.UTC).toLocalDate().minusDays(lastDay);
    }
}
