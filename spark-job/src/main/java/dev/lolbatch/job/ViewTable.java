package dev.lolbatch.job;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.spark.sql.Row;

/**
 * A view's table in Cassandra, small enough to be written from the driver: a Spark write of some hundred rows costs more than
 * the rows.
 *
 * @param name with its keyspace
 * @param columns of the view's rows; the first is the table's key
 */
record ViewTable(String name, List<String> columns) {
    private static final int WRITES_IN_FLIGHT = 128;

    /** Upserts the rows, deletes all others, and returns how many there are. */
    long replace(CqlSession session, List<Row> rows, Instant lastUpdated) {
        upsert(session, rows, lastUpdated);
        deleteOthers(session, rows);
        return rows.size();
    }

    private void upsert(CqlSession session, List<Row> rows, Instant lastUpdated) {
        PreparedStatement upsert = session.prepare(Statements.idempotent("INSERT INTO " + name + " ("
                + String.join(", ", columns) + ", last_updated) VALUES (" + "?, ".repeat(columns.size()) + "?)"));
        List<CompletionStage<?>> writes = new ArrayList<>();
        for (Row row : rows) {
            writes.add(session.executeAsync(upsert.bind(values(row, lastUpdated))));
            if (writes.size() == WRITES_IN_FLIGHT) {
                await(writes);
            }
        }
        await(writes);
    }

    private void deleteOthers(CqlSession session, List<Row> rows) {
        Set<String> kept = new HashSet<>();
        rows.forEach(row -> kept.add(row.getString(0)));
        String key = columns.get(0);
        PreparedStatement delete =
                session.prepare(Statements.idempotent("DELETE FROM " + name + " WHERE " + key + " = ?"));
        for (var row : session.execute(Statements.idempotent("SELECT " + key + " FROM " + name))) {
            if (!kept.contains(row.getString(0))) {
                session.execute(delete.bind(row.getString(0)));
            }
        }
    }

    private static void await(List<CompletionStage<?>> writes) {
        writes.forEach(write -> write.toCompletableFuture().join());
        writes.clear();
    }

    private static Object[] values(Row row, Instant lastUpdated) {
        Object[] values = new Object[row.size() + 1];
        for (int i = 0; i < row.size(); i++) {
            values[i] = row.get(i);
        }
        values[row.size()] = lastUpdated;
        return values;
    }
}
