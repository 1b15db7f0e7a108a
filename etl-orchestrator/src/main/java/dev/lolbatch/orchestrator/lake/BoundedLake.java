package dev.lolbatch.orchestrator.lake;

import dev.lolbatch.lake.Lake;
import dev.lolbatch.lake.LakeNotFoundException;
import dev.lolbatch.lake.LakeSettings;
import dev.lolbatch.orchestrator.problem.ErrorCode;
import dev.lolbatch.orchestrator.problem.OrchestratorException;
import dev.lolbatch.orchestrator.run.LakeDates;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lake with a limit on how long it may take to answer and on how many may wait for it: an HDFS client whose NameNode is
 * gone tries for minutes, and its callers here are people and probes. The lake is opened at the first call that succeeds in
 * it.
 */
public final class BoundedLake implements LakeDates, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BoundedLake.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);
    private static final int MAX_WAITING = 8;

    private final LakeSettings settings;
    private final Duration timeout;
    private final ExecutorService threads;
    private volatile Optional<Lake> opened = Optional.empty();

    /** @param timeout after which an unanswered call fails */
    public BoundedLake(LakeSettings settings, Duration timeout) {
        this.settings = settings;
        this.timeout = timeout;
        this.threads = new ThreadPoolExecutor(0, MAX_WAITING, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "lake");
            thread.setDaemon(true);
            return thread;
        });
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
        threads.shutdownNow();
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
        Future<Boolean> answer;
        try {
            answer = threads.submit(question);
        } catch (RejectedExecutionException e) {
            throw unavailable(MAX_WAITING + " calls are waiting for it already", e);
        }
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw unavailable("it has not answered within " + timeout.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            LOG.warn("Lake does not answer: location={}", settings.location(), e.getCause());
            throw unavailable(e.getCause().getClass().getSimpleName(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("interrupted while waiting for it", e);
        }
    }

    private OrchestratorException unavailable(String reason, Throwable cause) {
        return OrchestratorException.temporary(
                ErrorCode.LAKE_UNAVAILABLE,
                RETRY_AFTER,
                "Cannot reach the lake at " + settings.location() + ": " + reason
                        + "; check that HDFS and the catalog are up, and lake.location and lake.catalog-uri",
                cause);
    }
}
