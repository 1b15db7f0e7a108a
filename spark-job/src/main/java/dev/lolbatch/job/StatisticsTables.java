package dev.lolbatch.job;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.spark.connector.cql.CassandraConnector;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * {@code champion_stats} and {@code position_stats}, which follow the published version of {@code all}. They are written at the
 * Cassandra timestamp of that version, so that an older one cannot replace a newer one, whichever run is the slower.
 */
final class StatisticsTables {
    private static final int WRITES_IN_FLIGHT = 128;

    private final CassandraConnector connector;
    private final String keyspace;
    private final ViewStore views;
    private final Clock clock;

    /** How many rows each of the tables has. */
    record Written(long champions, long positions) {}

    StatisticsTables(CassandraConnector connector, String keyspace, ViewStore views, Clock clock) {
        this.connector = connector;
        this.keyspace = keyspace;
        this.views = views;
        this.clock = clock;
    }

    /** Makes the tables hold what the published version of {@code all} says, and nothing else. */
    Written follow() {
        while (true) {
            String version = publishedVersion();
            // Absent when it expired after it was read, so that there is a newer one.
            var all = views.version(ViewVersion.ALL, version);
            if (all.isPresent()) {
                Written written = write(all.get());
                if (publishedVersion().equals(version)) {
                    return written;
                }
            }
        }
    }

    private String publishedVersion() {
        return Objects.requireNonNull(views.pointers(Set.of(ViewVersion.ALL)).get(ViewVersion.ALL), "all is published");
    }

    private Written write(ViewVersion all) {
        CubePart total = all.part(ViewVersion.TOTAL).map(views::read).orElse(CubePart.EMPTY);
        List<List<Object>> champions = ViewStatistics.champions(total);
        List<List<Object>> positions = ViewStatistics.positions(total);
        connector.jWithSessionDo(session -> {
            replace(session, "champion_stats", ViewStatistics.CHAMPION_COLUMNS, champions, all.token());
            replace(session, "position_stats", ViewStatistics.POSITION_COLUMNS, positions, all.token());
            return null;
        });
        return new Written(champions.size(), positions.size());
    }

    private void replace(CqlSession session, String name, List<String> columns, List<List<Object>> rows, long token) {
        String table = keyspace + "." + name;
        String key = columns.get(0);
        PreparedStatement upsert = session.prepare(Statements.idempotent("INSERT INTO " + table + " ("
                + String.join(", ", columns) + ", last_updated) VALUES (" + "?, ".repeat(columns.size())
                + "?) USING TIMESTAMP ?"));
        PreparedStatement delete = session.prepare(
                Statements.idempotent("DELETE FROM " + table + " USING TIMESTAMP ? WHERE " + key + " = ?"));
        BoundedWrites writes = new BoundedWrites(session, WRITES_IN_FLIGHT);
        Instant now = clock.instant();
        Set<String> kept = new HashSet<>();
        for (List<Object> row : rows) {
            kept.add((String) row.get(0));
            List<Object> values = new ArrayList<>(row);
            values.add(now);
            values.add(token);
            writes.send(upsert.bind(values.toArray()));
        }
        for (Row row : session.execute(Statements.idempotent("SELECT " + key + " FROM " + table))) {
            if (!kept.contains(row.getString(0))) {
                writes.send(delete.bind(token, row.getString(0)));
            }
        }
        writes.await();
    }
}
