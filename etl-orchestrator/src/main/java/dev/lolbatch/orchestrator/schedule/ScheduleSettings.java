package dev.lolbatch.orchestrator.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which schedules there are.
 *
 * @param daily cron expression in UTC; empty for none
 * @param hourly the same, for today
 * @param catchUpDays how many days the daily one looks back, at least 1
 */
public record ScheduleSettings(
        Optional<String> daily, Optional<String> hourly, int catchUpDays, Scheduler.Waiting waiting) {
    public ScheduleSettings {
        if (catchUpDays < 1) {
            throw new IllegalArgumentException("Cannot use etl.schedule.catch-up-days=" + catchUpDays
                    + ": not even yesterday would be run; set it to 1 or more");
        }
    }

    /** @throws IllegalArgumentException when an expression cannot be read */
    List<Schedule> schedules() {
        List<Schedule> schedules = new ArrayList<>();
        daily.ifPresent(
                cron -> schedules.add(Schedule.daily(CronTimes.parse("etl.schedule.daily", cron), catchUpDays)));
        hourly.ifPresent(cron -> schedules.add(Schedule.hourly(CronTimes.parse("etl.schedule.hourly", cron))));
        return schedules;
    }
}
