package dev.lolbatch.orchestrator.run;

import dev.lolbatch.orchestrator.problem.ErrorCode;
import dev.lolbatch.orchestrator.problem.OrchestratorException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Decides whether a request becomes a run: no date has two, and the queue has an end. */
final class Admission {
    private static final Duration LATER = Duration.ofSeconds(60);

    private final RunStore store;
    private final ActiveSet active;
    private final RunSettings settings;

    Admission(RunStore store, ActiveSet active, RunSettings settings) {
        this.store = store;
        this.active = active;
        this.settings = settings;
    }

    /**
     * Claims the dates, and a place in the queue. Nothing is left to do when it was done before.
     *
     * @return the active runs then
     * @throws OrchestratorException RUN_ACTIVE or QUEUE_FULL
     */
    ActiveRuns claim(RunId id, List<LocalDate> dates, Origin origin) {
        return active.change(runs -> decide(runs, id, dates, origin));
    }

    /** Throws what {@link #claim} would throw now. */
    void check(RunId id, List<LocalDate> dates, Origin origin) {
        var unused = decide(active.read(), id, dates, origin);
    }

    private Optional<ActiveRuns> decide(ActiveRuns runs, RunId id, List<LocalDate> dates, Origin origin) {
        if (runs.claim(id).isPresent()) {
            return Optional.empty();
        }
        ActiveRuns free = runs;
        for (Optional<Claim> other = free.covering(dates); other.isPresent(); other = free.covering(dates)) {
            // Whoever has ended that run may have died before they gave its claim back.
            if (!hasEnded(other.get())) {
                throw active(dates, other.get());
            }
            free = free.without(other.get().run());
        }
        int waiting = free.waiting().size();
        if (waiting >= settings.queueCapacity()) {
            throw OrchestratorException.temporary(
                    ErrorCode.QUEUE_FULL,
                    LATER,
                    "Cannot run for " + named(dates) + ": " + waiting
                            + " runs are waiting and no more may; try again later or raise etl.runs.queue-capacity",
                    null);
        }
        return Optional.of(free.with(Claim.waiting(id, dates, origin)));
    }

    private boolean hasEnded(Claim claim) {
        return store.find(claim.run()).filter(run -> !run.isActive()).isPresent();
    }

    private static OrchestratorException active(List<LocalDate> dates, Claim other) {
        LocalDate first =
                dates.stream().filter(other.dates()::contains).findFirst().orElseThrow();
        return OrchestratorException.runActive(
                other.run().value(),
                "Cannot run for " + first + ": run " + other.run()
                        + " is active for it; wait for its end or cancel it");
    }

    private static String named(List<LocalDate> dates) {
        LocalDate first = dates.get(0);
        return dates.size() == 1 ? first.toString() : dates.size() + " dates from " + first;
    }
}
