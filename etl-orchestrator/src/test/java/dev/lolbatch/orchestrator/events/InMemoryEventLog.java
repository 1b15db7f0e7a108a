package dev.lolbatch.orchestrator.events;

import dev.lolbatch.orchestrator.problem.ErrorCode;
import dev.lolbatch.orchestrator.problem.OrchestratorException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps events for a test, and can be made to fail and to forget. */
final class InMemoryEventLog implements EventLog {
    private final List<LoggedEvent> events = new ArrayList<>();
    private final AtomicInteger reads = new AtomicInteger();
    private long newest;
    private volatile boolean away;

    void goAway() {
        away = true;
    }

    void comeBack() {
        away = false;
    }

    synchronized void forgetUpTo(long seq) {
        events.removeIf(event -> event.seq() <= seq);
    }

    /** How often somebody has read events. */
    int reads() {
        return reads.get();
    }

    @Override
    public synchronized long append(RunEvent event) {
        reach();
        for (LoggedEvent kept : events) {
            if (kept.event().isOf(event.runId(), event.version())) {
                return kept.seq();
            }
        }
        newest++;
        events.add(new LoggedEvent(newest, event));
        return newest;
    }

    @Override
    public synchronized List<LoggedEvent> after(long seq, int limit) {
        reads.incrementAndGet();
        reach();
        return events.stream().filter(event -> event.seq() > seq).limit(limit).toList();
    }

    @Override
    public synchronized long last() {
        reach();
        return newest;
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
