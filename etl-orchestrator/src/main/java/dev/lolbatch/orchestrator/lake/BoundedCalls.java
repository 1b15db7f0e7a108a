package dev.lolbatch.orchestrator.lake;

import dev.lolbatch.orchestrator.problem.ErrorCode;
import dev.lolbatch.orchestrator.problem.OrchestratorException;
import java.time.Duration;
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
 * Calls with a limit on how long they may take and on how many may wait: an HDFS client whose NameNode is gone tries for
 * minutes, and its callers here are people and probes. What fails is {@code LAKE_UNAVAILABLE}.
 */
final class BoundedCalls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BoundedCalls.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final String subject;
    private final String remedy;
    private final int maxWaiting;
    private final ExecutorService threads;

    /**
     * @param subject what is called, such as {@code the lake at hdfs://…}
     * @param remedy what to do when it does not answer
     */
    BoundedCalls(String subject, String remedy, int maxWaiting) {
        this.subject = subject;
        this.remedy = remedy;
        this.maxWaiting = maxWaiting;
        this.threads = new ThreadPoolExecutor(0, maxWaiting, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "lake");
            thread.setDaemon(true);
            return thread;
        });
    }

    <T> T call(Duration timeout, Callable<T> question) {
        Future<T> answer;
        try {
            answer = threads.submit(question);
        } catch (RejectedExecutionException e) {
            throw unavailable(maxWaiting + " calls are waiting for it already", e);
        }
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw unavailable("it has not answered within " + timeout.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            LOG.warn("No answer: from={}", subject, e.getCause());
            throw unavailable(e.getCause().getClass().getSimpleName(), e.getCause());
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw unavailable("interrupted while waiting for it", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** That it cannot be reached, for a reason in words. */
    OrchestratorException unavailable(String reason, Throwable cause) {
        return OrchestratorException.temporary(
                ErrorCode.LAKE_UNAVAILABLE,
                RETRY_AFTER,
                "Cannot reach " + subject + ": " + reason + "; " + remedy,
                cause);
    }
}
