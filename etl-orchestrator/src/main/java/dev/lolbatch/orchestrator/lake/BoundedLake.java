package dev.lolbatch.orchestrator.lake;

import dev.lolbatch.lake.Lake;
import dev.lolbatch.lake.LakeNotFoundException;
import dev.lolbatch.lake.LakeSettings;
import dev.lolbatch.orchestrator.run.LakeDates;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * The lake with a limit on how long it may take to answer and on how many may wait for it. The lake is opened at the first
 * call that succeeds in it.
 */
public final class BoundedLake implements LakeDates, AutoCloseable {
    private static final int MAX_WAITING = 8;

    private final LakeSettings settings;
    private final Duration timeout;
    private final BoundedCalls calls;
    private volatile Optional<Lake> opened = Optional.empty();

    /** @param timeout after which an unanswered call fails */
    public BoundedLake(LakeSettings settings, Duration timeout) {
        this.settings = settings;
        this.timeout = timeout;
        this.calls = new BoundedCalls(
                "the lake at " + settings.location(),
                "check that HDFS and the catalog are up, and lake.location and lake.catalog-uri",
                MAX_WAITING);
    }

    @Override
    public boolean hasRows(LocalDate date) {
        return bounded(() -> {
            try {
                return lake().hasRows(date);
            } catch (LakeNotFoundException e) {
                return false;
            }
        });
    }

    @Override
    public void check() {
        bounded(() -> {
            try {
                // Any date will do: to say no, the catalog and the file system have to answer.
                return lake().hasRows(LocalDate.EPOCH);
            } catch (LakeNotFoundException e) {
                // The catalog has answered: nothing was ingested yet, which is no fault of the lake's.
                return false;
            }
        });
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

    private boolean bounded(Callable<Boolean> question) {
        return calls.call(timeout, question);
    }
}
