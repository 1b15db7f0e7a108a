package dev.lolbatch.benchmarks;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What the driver reaches with nothing around it: one thread that reads rows which are encoded already, and writes each match
 * as one unlogged batch of one partition, so many on their way at once. It lists nothing, counts nothing and fences nothing.
 */
final class BareWriter {
    private final CqlSession session;
    private final StoredRows stored;
    private final PreparedStatement participants;

    BareWriter(CqlSession session, String keyspace, StoredRows stored) {
        this.session = session;
        this.stored = stored;
        this.participants = insert(session, keyspace + ".match_participants", stored.columns());
    }

    private static PreparedStatement insert(CqlSession session, String table, List<String> columns) {
        return session.prepare(SimpleStatement.newInstance("INSERT INTO " + table + " ("
                + String.join(", ", columns) + ") VALUES ("
                + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")"));
    }

    private BoundStatement bound(StoredRows.Values row) {
        BoundStatementBuilder bound = participants.boundStatementBuilder();
        for (int i = 0; i < row.of().size(); i++) {
            Optional<ByteBuffer> value = row.of().get(i);
            if (value.isPresent()) {
                bound = bound.setBytesUnsafe(i, value.get().duplicate());
            }
        }
        return bound.setIdempotence(true)
                .setConsistencyLevel(ConsistencyLevel.LOCAL_QUORUM)
                .build();
    }

    /**
     * What one pass took.
     *
     * @param wall until the last write was acknowledged
     */
    record Pass(long rows, Duration wall) {
        /** Rows a second. */
        double rate() {
            return rows * 1e9 / wall.toNanos();
        }
    }

    /** Writes matches from the first on, at most so many of them. */
    Pass write(int inFlight, int atMost) throws IOException {
        InFlight writes = new InFlight(session, inFlight);
        long rows = 0;
        long start = System.nanoTime();
        try (StoredRows.Reader matches = stored.read()) {
            for (int match = 0; match < atMost && matches.hasNext(); match++) {
                List<StoredRows.Values> rowsOfMatch = matches.next();
                writes.send(batch(rowsOfMatch));
                rows += rowsOfMatch.size();
            }
        }
        writes.await();
        return new Pass(rows, Duration.ofNanos(System.nanoTime() - start));
    }

    private BatchStatement batch(List<StoredRows.Values> rows) {
        BatchStatementBuilder batch = BatchStatement.builder(BatchType.UNLOGGED)
                .setIdempotence(true)
                .setConsistencyLevel(ConsistencyLevel.LOCAL_QUORUM);
        rows.forEach(row -> batch.addStatement(bound(row)));
        return batch.build();
    }

    /** Statements that wait for their answers, at most so many; the first failure is thrown at the end. */
    static final class InFlight {
        private final CqlSession session;
        private final int limit;
        private final Semaphore free;
        private final AtomicReference<Throwable> failure = new AtomicReference<>();

        InFlight(CqlSession session, int limit) {
            this.session = session;
            this.limit = limit;
            this.free = new Semaphore(limit);
        }

        void send(Statement<?> write) {
            free.acquireUninterruptibly();
            session.executeAsync(write).whenComplete((done, failed) -> {
                if (failed != null) {
                    failure.compareAndSet(null, failed);
                }
                free.release();
            });
        }

        void await() throws IOException {
            free.acquireUninterruptibly(limit);
            if (failure.get() != null) {
                throw new IOException("Cannot write with the bare driver: " + failure.get(), failure.get());
            }
        }
    }
}
