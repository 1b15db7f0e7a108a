package dev.lolbatch.orchestrator.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.lolbatch.orchestrator.schedule.ScheduleStore;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** The table {@code etl_schedules}. */
@Singleton
final class CassandraScheduleStore implements ScheduleStore {
    private final Cassandra cassandra;
    private final String table;

    CassandraScheduleStore(Cassandra cassandra) {
        this.cassandra = cassandra;
        this.table = cassandra.table("etl_schedules");
    }

    @Override
    public Optional<Instant> done(String schedule) {
        Row row = cassandra
                .execute(SimpleStatement.newInstance("SELECT done FROM " + table + " WHERE schedule = ?", schedule)
                        .setConsistencyLevel(ConsistencyLevel.QUORUM))
                .one();
        return Optional.ofNullable(row).map(found -> found.getInstant("done"));
    }

    @Override
    public void done(String schedule, Instant time) {
        cassandra.execute(
                SimpleStatement.newInstance("INSERT INTO " + table + " (schedule, done) VALUES (?, ?)", schedule, time)
                        .setConsistencyLevel(ConsistencyLevel.QUORUM)
                        .setIdempotent(true));
    }
}
