package dev.lolbatch.job;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Writes to Cassandra, at most so many on their way at once. The first failure is thrown at the next call, and by
 * {@link #await()} at the latest. One thread may use it.
 */
final class BoundedWrites {
    private final CqlSession session;
    private final int limit;
    private final Semaphore free;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    BoundedWrites(CqlSession session, int limit) {
        this.session = session;
        this.limit = limit;
        this.free = new Semaphore(limit);
    }

    /** Waits for a free place and sends the statement. */
    void send(Statement<?> write) {
        free.acquireUninterruptibly();
        throwFailure();
        session.executeAsync(write).whenComplete((result, failed) -> {
            if (failed != null) {
                failure.compareAndSet(null, failed);
            }
            free.release();
        });
    }

    /** Returns when everything that was sent is in Cassandra. */
    void await() {
        free.acquireUninterruptibly(limit);
        free.release(limit);
        throwFailure();
    }

    private void throwFailure() {
        Throwable failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("Cannot write to Cassandra: " + failed.getMessage(), failed);
        }
    }
}
