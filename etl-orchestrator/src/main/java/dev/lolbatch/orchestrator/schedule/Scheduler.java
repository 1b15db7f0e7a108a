package dev.lolbatch.orchestrator.schedule;

import dev.lolbatch.orchestrator.dates.DateStatus;
import dev.lolbatch.orchestrator.dates.DatesService;
import dev.lolbatch.orchestrator.dates.Selection;
import dev.lolbatch.orchestrator.problem.ErrorCode;
import dev.lolbatch.orchestrator.problem.OrchestratorException;
import dev.lolbatch.orchestrator.run.Origin;
import dev.lolbatch.orchestrator.run.Run;
import dev.lolbatch.orchestrator.run.RunRequest;
import dev.lolbatch.orchestrator.run.RunService;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests the runs of schedules. Every replica looks; each date of a time is one run all the same, since its request carries a
 * key of its own. A time that cannot be done yet stays to be done, also over a time when no replica was up; of several that were missed
 * the last one does for all, since it asks for all that is missing. Each date is a run of its own, the newest first, so that one
 * that cannot be read is in no other's way.
 */
public final class Scheduler {
    private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);

    private final List<Schedule> schedules;
    private final Waiting waiting;
    private final ScheduleStore store;
    private final DatesService dates;
    private final Function<RunRequest, RunService.Acceptance> runs;
    private final Clock clock;
    private final Map<String, Instant> due = new ConcurrentHashMap<>();
    /** Keys of what was asked for by this replica; it saves asking again, and no more. */
    private final Set<String> requested = new HashSet<>();

    /** Whether a date is run before all of it is in the lake. */
    public enum Waiting {
        FOR_NOTHING,
        UNTIL_COMPLETE
    }

    /** @throws IllegalArgumentException when a cron expression cannot be read */
    public Scheduler(
            ScheduleSettings settings,
            ScheduleStore store,
            DatesService dates,
            Function<RunRequest, RunService.Acceptance> runs,
            Clock clock) {
        this(settings.schedules(), settings.waiting(), store, dates, runs, clock);
    }

    Scheduler(
            List<Schedule> schedules,
            Waiting waiting,
            ScheduleStore store,
            DatesService dates,
            Function<RunRequest, RunService.Acceptance> runs,
            Clock clock) {
        this.schedules = List.copyOf(schedules);
        this.waiting = waiting;
        this.store = store;
        this.dates = dates;
        this.runs = runs;
        this.clock = clock;
    }

    /** Does what is due, as far as it can be done now. */
    public void look() {
        for (Schedule schedule : schedules) {
            try {
                look(schedule);
            } catch (OrchestratorException e) {
                LOG.warn(
                        "Schedule cannot be kept yet, trying again: schedule={} reason={}",
                        schedule.name(),
                        e.getMessage());
            }
        }
    }

    /** How long the schedule that is furthest behind has been waiting to be done. */
    public Duration lag() {
        return due.values().stream()
                .min(Instant::compareTo)
                .map(time -> Duration.between(time, clock.instant()))
                .orElse(Duration.ZERO);
    }

    private void look(Schedule schedule) {
        Optional<Instant> time = schedule.times().apply(clock.instant());
        Optional<Instant> done = store.done(schedule.name());
        if (time.isEmpty() || done.filter(last -> !last.isBefore(time.get())).isPresent()) {
            due.remove(schedule.name());
            return;
        }
        due.putIfAbsent(schedule.name(), time.get());
        if (isDone(schedule, time.get())) {
            store.done(schedule.name(), time.get());
            due.remove(schedule.name());
            requested.clear();
        }
    }

    private boolean isDone(Schedule schedule, Instant time) {
        List<DateStatus> behind = dates.list(schedule.from(time), schedule.to(time)).dates().stream()
                .filter(date -> Selection.STALE.includes(date.state()))
                .sorted(Comparator.comparing(DateStatus::date).reversed())
                .toList();
        boolean isDone = true;
        for (DateStatus date : behind) {
            boolean isReady = waiting == Waiting.FOR_NOTHING || date.isComplete();
            isDone &= isReady && isRequested(schedule, time, date.date());
        }
        return isDone;
    }

    private boolean isRequested(Schedule schedule, Instant time, LocalDate date) {
        String words = "schedule=" + schedule.name() + " time=" + time + " date=" + date;
        String key = words.replace(' ', '_');
        if (requested.contains(key)) {
            return true;
        }
        try {
            Run run = runs.apply(new RunRequest(() -> List.of(date), Origin.SCHEDULE, words, Optional.of(key)))
                    .run();
            requested.add(key);
            LOG.info("Schedule kept: schedule={} time={} date={} run_id={}", schedule.name(), time, date, run.id());
            return true;
        } catch (OrchestratorException e) {
            if (e.code() != ErrorCode.RUN_ACTIVE && e.code() != ErrorCode.QUEUE_FULL) {
                throw e;
            }
            LOG.debug("Schedule has to wait: schedule={} reason={}", schedule.name(), e.getMessage());
            return false;
        }
    }
}
