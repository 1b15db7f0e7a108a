package dev.lolbatch.cql;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Duration;
import java.util.UUID;

/**
 * At most one process at a time creates tables: Cassandra before 6 gives a table created on two nodes at once two ids, and
 * such a table loses writes. The lock has a time to live, so that a process that dies holding it blocks nobody for ever.
 */
final class SchemaLock {
    static final Duration TIME_TO_LIVE = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final CqlSession session;
    private final String table;
    private final String owner;

    private SchemaLock(CqlSession session, String table, String owner) {
        this.session = session;
        this.table = table;
        this.owner = owner;
    }

    /** Waits for the lock, for as long as a dead owner could hold it. */
    static SchemaLock acquire(CqlSession session, SchemaSettings settings) {
        SchemaLock lock = new SchemaLock(
                session, settings.keyspace() + ".schema_lock", UUID.randomUUID().toString());
        long patience = TIME_TO_LIVE.plus(TIMEOUT).toNanos();
        long start = System.nanoTime();
        while (!lock.tryAcquire()) {
            if (System.nanoTime() - start > patience) {
                throw new SchemaException("Cannot apply the schema to keyspace " + settings.keyspace()
                        + ": another process has been applying it for " + TIME_TO_LIVE.toSeconds()
                        + " s; see its log, then start this one again");
            }
            pause();
        }
        return lock;
    }

    private boolean tryAcquire() {
        Row row = session.execute(
                        conditional("INSERT INTO " + table + " (name, owner) VALUES ('schema', ?) IF NOT EXISTS"
                                + " USING TTL " + TIME_TO_LIVE.toSeconds()))
                .one();
        // After a timeout of the first attempt the row may be there and be ours.
        return row.getBoolean("[applied]") || owner.equals(row.getString("owner"));
    }

    void release() {
        session.execute(conditional("DELETE FROM " + table + " WHERE name = 'schema' IF owner = ?"));
    }

    private SimpleStatement conditional(String cql) {
        return SimpleStatement.newInstance(cql, owner)
                .setConsistencyLevel(ConsistencyLevel.QUORUM)
                .setSerialConsistencyLevel(ConsistencyLevel.SERIAL)
                .setTimeout(TIMEOUT);
    }

    private static void pause() {
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SchemaException("Cannot apply the schema: interrupted while another process was applying it", e);
        }
    }
}
