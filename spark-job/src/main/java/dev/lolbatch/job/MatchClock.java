package dev.lolbatch.job;

import java.time.DayOfWeek;
import java.time.LocalDate;

/**
 * The UTC hour and weekday of a match, by arithmetic on its milliseconds, so that no time zone of a machine matters.
 *
 * @param hour 0 to 23
 * @param dayOfWeek 1 = Sunday to 7 = Saturday
 */
record MatchClock(int hour, int dayOfWeek) {
    private static final long HOUR_MS = 3_600_000L;
    private static final long HOURS_OF_A_DAY = 24;

    /** @param timestamp milliseconds since the epoch */
    static MatchClock of(long timestamp) {
        long hours = Math.floorDiv(timestamp, HOUR_MS);
        DayOfWeek day =
                LocalDate.ofEpochDay(Math.floorDiv(hours, HOURS_OF_A_DAY)).getDayOfWeek();
        return new MatchClock((int) Math.floorMod(hours, HOURS_OF_A_DAY), day.getValue() % 7 + 1);
    }

    boolean isWeekend() {
        return dayOfWeek == 1 || dayOfWeek == 7;
    }
}
