package dev.lolbatch.orchestrator.schedule;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/** The times of a cron expression in UTC. */
final class CronTimes {
    private final ExecutionTime times;

    private CronTimes(ExecutionTime times) {
        this.times = times;
    }

    /**
     * Reads five fields, as crontab has them.
     *
     * @param key of the setting, for the error
     */
    static CronTimes parse(String key, String expression) {
        CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
        try {
            return new CronTimes(ExecutionTime.forCron(parser.parse(expression).validate()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Cannot use " + key + "=" + expression + ": " + e.getMessage()
                            + "; write minute, hour, day, month and day of the week, such as 30 0 * * *",
                    e);
        }
    }

    /** The last time up to now; empty when there never was one. */
    Optional<Instant> last(Instant now) {
        // The library's last is before now, and now may be one.
        return times.lastExecution(now.plusMillis(1).atZone(ZoneOffset.UTC)).map(ZonedDateTime::toInstant);
    }
}
