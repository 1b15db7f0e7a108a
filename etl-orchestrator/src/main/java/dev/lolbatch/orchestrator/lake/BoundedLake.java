package dev.lolbatch.orchestrator.lake;

import dev.lolbatch.lake.Lake;
import dev.lolbatch.lake.LakeNotFoundException;
import dev.lolbatch.lake.LakeSettings;
import dev.lolbatch.orchestrator.dates.LakeFacts;
import dev.lolbatch.orchestrator.dates.LakeState;
import dev.lolbatch.orchestrator.run.LakeDates;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The lake with a limit on how long it may take to answer and on how many may wait for it. The lake is opened at the first
 * call that succeeds in it.
 */
public final class BoundedLake implements LakeDates, LakeFacts, AutoCloseable {
    private static final int MAX_WAITING = 8;

    private final LakeSettings settings;
    private final Duration timeout;
    private final BoundedCalls calls;
    private final TableDates dates;
    private final ReentrantLock turn = new ReentrantLock(true);
    private volatile Optional<Lake> opened = Optional.empty();
    private Optional<Answer> answer = Optional.empty();

    /** @param begun when the lake was asked, by {@link System#nanoTime()} */
    private record Answer(long begun, LakeState state) {}

    /**
     * @param timeout after which an unanswered call fails
     * @param grace how long after the end of a date (UTC) the lake must hold every partition for the date to be complete
     */
    public BoundedLake(LakeSettings settings, Duration timeout, Duration grace) {
        this.settings = settings;
        this.timeout = timeout;
        this.dates = new TableDates(grace);
        this.calls = new BoundedCalls(
                "the lake at " + settings.location(),
                "check that HDFS and the catalog are up, and lake.location and lake.catalog-uri",
                MAX_WAITING);
    }

    @Override
    public boolean hasRows(LocalDate date) {
        return state().dates().containsKey(date);
    }

    /**
     * Those who ask while an answer is on its way share the next one, which is begun after they asked: however many they are, the
     * lake is asked for one of them at a time.
     */
    @Override
    public LakeState state() {
        long asked = System.nanoTime();
        boolean isOurs;
        try {
            isOurs = turn.tryLock(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw calls.unavailable("interrupted while waiting for it", e);
        }
        if (!isOurs) {
            throw calls.unavailable("it has not answered others within " + timeout.toMillis() + " ms", null);
        }
        try {
            if (answer.isEmpty() || answer.get().begun() - asked < 0) {
                long begun = System.nanoTime();
                answer = Optional.of(new Answer(begun, calls.call(timeout, this::read)));
            }
            return answer.get().state();
        } finally {
            turn.unlock();
        }
    }

    private LakeState read() {
        try {
            return dates.read(lake().table());
        } catch (LakeNotFoundException e) {
            // The catalog has answered: nothing was ingested yet, which is no fault of the lake's.
            return TableDates.NOTHING;
        }
    }

    @Override
    public void check() {
        var unused = state();
    }

    @Override
    public void close() {
        calls.close();
        // Without the lock: whoever holds it may be waiting for a catalog that does not answer.
        opened.ifPresent(Lake::close);
    }

    private synchronized Lake lake() {
        if (opened.isEmpty()) {
            opened = Optional.of(Lake.open(settings));
        }
        return opened.get();
    }
}
