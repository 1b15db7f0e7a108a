package dev.lolbatch.orchestrator.run;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** Changes the active runs: a change is decided again on what is there now, until nothing has come between. Thread-safe. */
final class ActiveSet {
    private final ActiveRunsStore store;
    /** Of this replica's threads, only one at a time tries: they would all but one do so in vain. */
    private final Object turn = new Object();

    private final AtomicReference<ActiveRuns> last = new AtomicReference<>(new ActiveRuns(0, Map.of(), Map.of()));

    ActiveSet(ActiveRunsStore store) {
        this.store = store;
    }

    /**
     * What is to follow, on the present state; empty to leave it. It is asked again after a conflict, and after a lost answer, when
     * its change may have been stored already.
     */
    interface Decision extends Function<ActiveRuns, Optional<ActiveRuns>> {}

    /** The present state. */
    ActiveRuns read() {
        return seen(store.read());
    }

    /** The state that was read last, for figures: never waits, and is as old as a tick at most. */
    ActiveRuns last() {
        return last.get();
    }

    /** Threads may come here in another order than they have read in. */
    private ActiveRuns seen(ActiveRuns runs) {
        last.accumulateAndGet(runs, (before, now) -> now.version() >= before.version() ? now : before);
        return runs;
    }

    /** The state after the change, or without one where none was wanted. */
    ActiveRuns change(Decision decision) {
        synchronized (turn) {
            while (true) {
                ActiveRuns before = read();
                Optional<ActiveRuns> after = decision.apply(before);
                if (after.isEmpty()) {
                    return before;
                }
                if (store.replace(before, after.get())) {
                    return seen(after.get().stored());
                }
            }
        }
    }

    boolean beat(String replica, long beat) {
        return store.beat(replica, beat);
    }
}
