package dev.lolbatch.orchestrator.run;

import dev.lolbatch.orchestrator.problem.ErrorCode;
import dev.lolbatch.orchestrator.problem.OrchestratorException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Keeps runs for a test, and can be made to fail. */
final class InMemoryRunStore implements RunStore {
    private final Map<RunId, Run> runs = new ConcurrentSkipListMap<>();
    private volatile boolean away;

    void goAway() {
        away = true;
    }

    boolean isAway() {
        return away;
    }

    void comeBack() {
        away = false;
    }

    @Override
    public boolean insert(Run run) {
        reach();
        return runs.putIfAbsent(run.id(), run) == null;
    }

    @Override
    public Optional<Run> find(RunId id) {
        reach();
        return Optional.ofNullable(runs.get(id));
    }

    @Override
    public synchronized boolean replace(Run next) {
        reach();
        Run present = runs.get(next.id());
        if (present == null || present.version() != next.version() - 1) {
            return false;
        }
        runs.put(next.id(), next);
        return true;
    }

    @Override
    public List<Run> list(RunQuery query) {
        reach();
        return runs.values().stream()
                .sorted(Comparator.comparing(Run::id).reversed())
                .filter(query::matches)
                .limit(query.limit())
                .toList();
    }

    private void reach() {
        if (away) {
            throw OrchestratorException.temporary(
                    ErrorCode.STORE_UNAVAILABLE,
                    Duration.ofSeconds(1),
                    "Cannot reach the store: a test took it away",
                    null);
        }
    }
}
