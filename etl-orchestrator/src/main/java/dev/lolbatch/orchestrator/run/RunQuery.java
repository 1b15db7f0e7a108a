package dev.lolbatch.orchestrator.run;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Which runs to list.
 *
 * @param limit at most so many, at least 1
 * @param state those that are in it
 * @param date those that cover it
 * @param before those that were requested before this one
 */
public record RunQuery(int limit, Optional<RunState.Name> state, Optional<LocalDate> date, Optional<RunId> before) {
    /** Whether a run is one of them, whatever the limit. */
    public boolean matches(Run run) {
        return state.filter(name -> name != run.state().name()).isEmpty()
                && date.filter(day -> !run.dates().contains(day)).isEmpty()
                && before.filter(id -> run.id().compareTo(id) >= 0).isEmpty();
    }
}
